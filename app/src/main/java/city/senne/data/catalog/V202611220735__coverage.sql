-- What a dataset is about: {"territory": {"fr": …}, "from": "2019", "until": "2025-03"}.
alter table dataset add column coverage jsonb not null default '{}';
