create table passkey (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  name text not null check (name <> '' and char_length(name) <= 60),
  credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
  credential bytea not null,
  sign_count bigint not null,
  is_backup_eligible boolean not null,
  is_backed_up boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);
comment on table passkey is 'What a person''s device or password manager signs with, instead of a password and a code (WebAuthn). Each opens one account; the person made it herself.';
comment on column passkey.credential is 'The attested credential data of WebAuthn: the id again, and the public key in COSE. Nothing secret.';
comment on column passkey.sign_count is 'How often it signed, as it says itself; 0 for those that do not count. It never goes back.';

create table passkey_challenge (
  token_hash bytea primary key,
  challenge bytea not null,
  purpose text not null check (purpose in ('add', 'confirm', 'sign-in')),
  person_id uuid references person on delete cascade check ((person_id is null) = (purpose = 'sign-in')),
  expires_at timestamptz not null
);
create index passkey_challenge_person on passkey_challenge (person_id);
comment on table passkey_challenge is 'What a passkey is asked to sign next, once. Only the SHA-256 of the cookie of the browser that asked is kept.';

alter table session add column passkey_id uuid references passkey on delete set null;
create index session_passkey on session (passkey_id) where passkey_id is not null;
comment on column session.passkey_id is 'With what the person signed in, if it was a passkey: such a session needs no second factor.';
