alter table dataset
  add column level text not null default 'open' check (level in ('open', 'signed_in', 'restricted', 'hidden')),
  add column organisation_id text references organisation;
comment on column dataset.level is 'Who sees it without any rule.';
comment on column dataset.organisation_id is 'Whose dataset it is; null for one that administrators alone look after.';

create table access_rule (
  id uuid primary key default gen_random_uuid(),
  dataset_id text not null references dataset on delete cascade,
  effect text not null check (effect in ('permit', 'deny')),
  audience text not null check (audience in ('everybody', 'signed_in', 'organisation', 'person')),
  -- The id of an organisation or a person; empty for the others.
  audience_id text not null check ((audience_id = '') = (audience in ('everybody', 'signed_in'))),
  -- The columns in which they were delivered; null for all.
  fields text[] check (cardinality(fields) > 0),
  -- A condition in ODSQL; null for all rows.
  row_filter text,
  -- The columns of the fields that the condition names: {"commune": "commune", …}.
  row_columns jsonb not null,
  purpose text not null,
  valid_from timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  reason text not null check (reason <> ''),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz
);
create index access_rule_dataset on access_rule (dataset_id) where ended_at is null;
comment on table access_rule is 'Who sees what of a dataset beside its level. Rules that ended stay.';

create function access_rules(dataset text) returns json stable language sql as $$
  select json_agg(
    json_build_object('id', id, 'effect', upper(effect),
      'audience', json_build_object('kind', upper(audience), 'id', audience_id),
      'fields', fields, 'rowFilter', row_filter, 'rowColumns', row_columns, 'purpose', purpose, 'from', valid_from, 'until', valid_until,
      'reason', reason, 'madeBy', made_by, 'madeAt', made_at)
    order by made_at, id)
  from access_rule where dataset_id = dataset and ended_at is null
$$;
comment on function access_rules is 'The rules of a dataset that nobody ended; null without any.';
