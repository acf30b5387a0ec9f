create table person_group (
  -- The id of the organisation that looks after it, a dot and a short name; the short name alone for a group of the
  -- installation.
  id text primary key check (id ~ '^([a-z0-9][a-z0-9-]{0,63}\.)?[a-z0-9][a-z0-9-]{0,63}$'),
  organisation_id text references organisation on delete cascade,
  name jsonb not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  check (case when organisation_id is null then position('.' in id) = 0 else starts_with(id, organisation_id || '.') end)
);
create index person_group_organisation on person_group (organisation_id);
comment on table person_group is 'Named sets of persons, for rules that name them.';
comment on column person_group.organisation_id is 'Whose stewards look after it; null for a group of the installation.';
comment on column person_group.name is 'By language: {"fr": …, "nl": …}.';

create table group_member (
  group_id text not null references person_group on delete cascade,
  person_id uuid not null references person on delete cascade,
  -- The provider that says so, with each sign-in anew; empty for a member whom somebody put there.
  source text not null default '',
  added_by text not null,
  since timestamptz not null default now(),
  primary key (group_id, person_id, source)
);
create index group_member_person on group_member (person_id);
comment on table group_member is 'Who is in a group, and who says so.';

alter table access_rule drop constraint access_rule_audience_check;
alter table access_rule add constraint access_rule_audience_check
  check (audience in ('everybody', 'signed_in', 'organisation', 'group', 'person'));
