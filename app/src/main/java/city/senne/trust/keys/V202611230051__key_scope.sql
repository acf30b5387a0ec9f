alter table api_key
  add column datasets text[] check (cardinality(datasets) > 0),
  add column verbs text[] check (verbs <@ array['read', 'deliver', 'manage'] and cardinality(verbs) > 0),
  add column calls_a_day bigint check (calls_a_day > 0),
  -- What a key may do is either its own, as before, or a part of what its maker may do at that moment.
  add check (verbs is not null or datasets is null);
comment on column api_key.datasets is 'The ids of those that the key is for; null for all.';
comment on column api_key.verbs is 'What it may do with them, of what its maker or its organisation may do; null for a key without a scope.';
comment on column api_key.calls_a_day is 'How often it may call the API where that is less than others may; null without such a limit.';
