-- Charts that somebody kept with a dataset.
create table saved_chart (
    -- Stands in addresses that others keep: never used twice.
    id text primary key,
    dataset_id text not null references dataset (id) on delete cascade,
    title jsonb not null,
    -- The parameters of its address, in their order: {"kind": ["bar"], "group": ["year"]}.
    question json not null,
    created_at timestamptz not null
);
create index saved_chart_by_dataset on saved_chart (dataset_id, created_at, id);
