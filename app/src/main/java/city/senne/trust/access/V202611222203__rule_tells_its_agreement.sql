create or replace function access_rule_json(rule access_rule) returns json stable language sql as $$
  select json_build_object('id', rule.id, 'effect', upper(rule.effect),
    'audience', json_build_object('kind', upper(rule.audience), 'id', rule.audience_id),
    'fields', rule.fields, 'rowFilter', rule.row_filter, 'rowColumns', rule.row_columns, 'purpose', rule.purpose,
    'from', rule.valid_from, 'until', rule.valid_until, 'reason', rule.reason, 'madeBy', rule.made_by,
    'madeAt', rule.made_at, 'agreement', rule.agreement)
$$;
