alter table access_rule add column demands_purpose boolean not null default false;
alter table access_rule add check (not demands_purpose or (effect = 'permit' and purpose <> ''));
comment on column access_rule.demands_purpose is 'Whether it counts only for questions that say its purpose.';
create or replace function access_rule_json(rule access_rule) returns json stable language sql as $$
  select json_build_object('id', rule.id, 'effect', upper(rule.effect),
    'audience', json_build_object('kind', upper(rule.audience), 'id', rule.audience_id),
    'fields', rule.fields, 'grains', rule.grains, 'rowFilter', rule.row_filter, 'rowColumns', rule.row_columns,
    'purpose', rule.purpose, 'demandsPurpose', rule.demands_purpose, 'from', rule.valid_from,
    'until', rule.valid_until, 'reason', rule.reason, 'madeBy', rule.made_by, 'madeAt', rule.made_at,
    'agreement', rule.agreement)
$$;
