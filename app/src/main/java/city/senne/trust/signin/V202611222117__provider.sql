create table provider_account (
  provider text not null,
  subject text not null,
  person_id uuid not null references person on delete cascade,
  since timestamptz not null default now(),
  primary key (provider, subject)
);
create index provider_account_person on provider_account (person_id);
comment on table provider_account is 'Who somebody is here whom a provider of OpenID Connect calls by this subject.';

create table provider_request (
  token_hash bytea primary key,
  provider text not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  redirect_uri text not null,
  next text not null,
  link_hash bytea,
  expires_at timestamptz not null
);
comment on table provider_request is 'Browsers that were sent to a provider and are not back yet. Of the cookie and of an invitation only the SHA-256 is kept.';
