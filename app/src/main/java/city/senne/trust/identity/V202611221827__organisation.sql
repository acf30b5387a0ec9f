create table organisation (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  name jsonb not null,
  parent_id text references organisation check (parent_id <> id),
  created_at timestamptz not null default now()
);
comment on table organisation is 'Administrations, their departments, and partners outside.';
comment on column organisation.name is 'By language: {"fr": …, "nl": …}.';

create table membership (
  person_id uuid not null references person on delete cascade,
  organisation_id text not null references organisation,
  role text not null check (role in ('reader', 'publisher', 'steward')),
  since timestamptz not null default now(),
  primary key (person_id, organisation_id)
);
create index membership_organisation on membership (organisation_id);
comment on table membership is 'Who belongs to an organisation, and what she does for it.';

alter table person add column left_at timestamptz;
comment on column person.left_at is 'Since when the person may not enter any more.';

alter table api_key add column organisation_id text references organisation;
alter table api_key add check (organisation_id is null or not is_administrator);
comment on column api_key.organisation_id is 'The organisation whose members see what the program sees.';
