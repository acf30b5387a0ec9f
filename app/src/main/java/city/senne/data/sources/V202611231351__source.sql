create table source (
    id bigint generated always as identity primary key,
    name text not null,
    kind text not null,
    address text not null,
    organisation text,
    maker uuid,
    made_by text not null,
    made_at timestamptz not null,
    -- Ids, one a line, with * for any letters; empty for all.
    wanted text not null default '',
    publishes boolean not null,
    on_absence text not null,
    -- Five fields as cron has them, in the zone; empty for a source that is read when somebody asks.
    schedule text not null default '',
    time_zone text not null,
    due_at timestamptz
);
comment on column source.maker is 'Whose rights it is read with; null for the operator.';

create table source_dataset (
    source_id bigint not null references source on delete cascade,
    remote_id text not null,
    -- Null once the dataset was erased here: it stays away.
    dataset_id text unique,
    told jsonb not null,
    stamp text not null,
    -- Under way; what it brings counts once it has landed.
    delivery uuid,
    absent_since timestamptz,
    -- What was chosen for that has been done.
    absence_settled boolean not null default false,
    primary key (source_id, remote_id)
);
comment on table source_dataset is 'What was taken over from where: the words as the portal had them, and what named the state of its rows.';

create table source_run (
    id bigint generated always as identity primary key,
    source_id bigint not null references source on delete cascade,
    dry boolean not null,
    asked_by text not null,
    asked_at timestamptz not null,
    state text not null,
    alive_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    announced int,
    refusal jsonb
);
create index source_run_source on source_run (source_id, id);
create unique index source_run_one_at_a_time on source_run (source_id) where state in ('waiting', 'reading');

create table source_item (
    run_id bigint not null references source_run on delete cascade,
    position int generated always as identity,
    remote_id text not null,
    title text not null,
    outcome text not null,
    dataset_id text,
    delivery uuid,
    said jsonb not null,
    primary key (run_id, remote_id)
);
