create table push (
    id bigint generated always as identity primary key,
    dataset_id text not null,
    pushed_by text not null,
    -- JSON objects with commas between, as they were acknowledged.
    rows text not null,
    byte_count bigint not null,
    received_at timestamptz not null
);
create index push_dataset on push (dataset_id, id);
comment on table push is 'Rows that were acknowledged and are in no delivery yet. They go in the transaction that makes one of them.';
