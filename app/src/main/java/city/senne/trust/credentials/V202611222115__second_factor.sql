create table second_factor (
  person_id uuid primary key references person on delete cascade,
  secret bytea not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
comment on table second_factor is 'What a person''s authenticator and we both know (RFC 6238).';
comment on column second_factor.confirmed_at is 'Since when codes are asked for; null while it is being set up.';
comment on column second_factor.last_step is 'The half minute of the last code that was taken: none counts twice.';

create table recovery_code (
  person_id uuid not null references person on delete cascade,
  code_hash bytea not null,
  primary key (person_id, code_hash)
);
comment on table recovery_code is 'Codes that each replace the authenticator once. Only their SHA-256, with the id of the person, is kept.';

create table entrance (
  token_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  way text not null,
  expires_at timestamptz not null,
  codes integer not null default 0
);
create index entrance_person on entrance (person_id);
comment on table entrance is 'Who gave a right password and is asked for a code. Only the SHA-256 of the cookie is kept.';
comment on column entrance.codes is 'How many codes were tried.';
