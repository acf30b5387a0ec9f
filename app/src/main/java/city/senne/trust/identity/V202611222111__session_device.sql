alter table session add column id uuid not null default gen_random_uuid() unique;
alter table session add column browser text not null default '';
alter table session add column system text not null default '';
alter table session add column last_used_at timestamptz not null default now();
comment on column session.browser is 'The name of the browser, as far as it says; its full description is not kept.';
comment on column session.last_used_at is 'To within some minutes.';

alter table api_key add column made_by uuid references person;
alter table push_key add column made_by uuid references person;
create index api_key_made_by on api_key (made_by);
create index push_key_made_by on push_key (made_by);
comment on column api_key.made_by is 'With whose account the key ends; null for the operator''s.';
comment on column push_key.made_by is 'With whose account the key ends; null for the operator''s.';

-- Until now only the name of the maker was kept. It counts where it is one person''s alone.
update api_key k set made_by = p.id from person p
where p.name = k.created_by and (select count(*) from person other where other.name = k.created_by) = 1;
update push_key k set made_by = p.id from person p
where p.name = k.created_by and (select count(*) from person other where other.name = k.created_by) = 1;

-- Keys of accounts that were closed before keys ended with them.
update api_key k set revoked_at = now() from person p
where p.id = k.made_by and p.left_at is not null and k.revoked_at is null;
update push_key k set revoked_at = now() from person p
where p.id = k.made_by and p.left_at is not null and k.revoked_at is null;
