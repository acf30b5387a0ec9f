create table push_key (
  id uuid primary key default gen_random_uuid(),
  dataset_id text not null,
  name text not null,
  key_hash bytea not null unique,
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index push_key_dataset on push_key (dataset_id);
comment on table push_key is 'Keys of programs that add rows to one dataset. Only the SHA-256 of the key is kept.';
