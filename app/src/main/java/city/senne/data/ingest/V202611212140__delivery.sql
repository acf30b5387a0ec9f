create table delivery (
    id uuid primary key,
    dataset_id text not null,
    file_name text not null,
    source_address text,
    byte_count bigint not null,
    sha256 text not null,
    -- What the publisher asked: description, update mode, key, reading choices.
    instructions jsonb not null,
    state text not null
        check (state in ('queued', 'reading', 'landed', 'unchanged', 'refused', 'cancelled')),
    cancel_requested boolean not null default false,
    created_by text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    -- The node that reads it, and when it last said so.
    reader text,
    heartbeat_at timestamptz,
    progress float8 not null default 0,
    rows_read bigint not null default 0,
    rows_rejected bigint not null default 0,
    decisions jsonb not null default '[]',
    findings jsonb not null default '[]',
    refusal jsonb,
    version_number int
);

create index delivery_dataset on delivery (dataset_id, created_at desc);
create index delivery_waiting on delivery (created_at) where state in ('queued', 'reading');

create table delivery_reject (
    delivery_id uuid not null references delivery (id) on delete cascade,
    position bigint not null,
    line bigint not null,
    column_name text,
    value text,
    reason jsonb not null,
    cells text[] not null,
    primary key (delivery_id, position)
);

-- How the last landed delivery of a dataset was read, so that the next one is read the same way.
create table reading_choice (
    dataset_id text primary key,
    instructions jsonb not null
);
