alter table api_key add column expires_at timestamptz;
update api_key set expires_at = now() + interval '365 days' where revoked_at is null;
update api_key set last_used_at = date_trunc('day', last_used_at);
comment on column api_key.expires_at is 'From when on the key opens nothing. Keys that were there before keys expired got a year.';
comment on column api_key.last_used_at is 'The day only.';
