create table person (
  id uuid primary key default gen_random_uuid(),
  login text not null unique check (login = lower(login) and login <> ''),
  name text not null,
  password_hash text,
  is_administrator boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table person is 'People with an account in this installation.';
comment on column person.password_hash is 'Argon2id; null until the person has chosen a password.';

create table sign_in_link (
  token_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table sign_in_link is 'Links that sign a person in once. Only the SHA-256 of the token is kept.';

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_person on session (person_id);
comment on table session is 'Browsers that are signed in. Only the SHA-256 of the cookie is kept.';

create table api_key (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  key_hash bytea not null unique,
  is_administrator boolean not null default true,
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table api_key is 'Keys of programs. Only the SHA-256 of the key is kept; a revoked key stays, so that its past acts keep a name.';
