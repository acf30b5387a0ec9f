alter table access_rule add column grains jsonb not null default '{}';
comment on column access_rule.grains is 'How exactly columns are seen that are not seen as they are: {"salary": "step:1000", …}.';
create or replace function access_rule_json(rule access_rule) returns json stable language sql as $$
  select json_build_object('id', rule.id, 'effect', upper(rule.effect),
    'audience', json_build_object('kind', upper(rule.audience), 'id', rule.audience_id),
    'fields', rule.fields, 'grains', rule.grains, 'rowFilter', rule.row_filter, 'rowColumns', rule.row_columns,
    'purpose', rule.purpose, 'from', rule.valid_from, 'until', rule.valid_until, 'reason', rule.reason,
    'madeBy', rule.made_by, 'madeAt', rule.made_at, 'agreement', rule.agreement)
$$;
