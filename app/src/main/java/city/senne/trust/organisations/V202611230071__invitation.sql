create table invitation (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  person_id uuid not null references person on delete cascade,
  organisation_id text not null references organisation on delete cascade,
  role text not null,
  invited_by uuid not null references person on delete cascade,
  expires_at timestamptz not null,
  unique (person_id, organisation_id)
);
comment on table invitation is 'Offers to join an organisation. Only the SHA-256 of the token is kept.';
comment on column invitation.token_hash is 'Of a link to join; of the first link to enter where the account was made with the invitation.';
