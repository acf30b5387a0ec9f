create table dataset (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,99}$'),
    -- Short and stable: what `dataset_uid` is in the Explore API.
    uid text not null unique,
    -- Texts by language: {"fr": "Arbres", "nl": "Bomen"}.
    title jsonb not null,
    description jsonb not null,
    publisher text not null default '',
    licence text not null default '',
    licence_url text not null default '',
    keywords text[] not null default '{}',
    themes text[] not null default '{}',
    created_at timestamptz not null,
    modified_at timestamptz not null,
    -- What the catalogue's search reads: title, description, keywords and field names of all languages, folded.
    search_text text not null
);

create table dataset_version (
    dataset_id text not null references dataset (id),
    number int not null check (number > 0),
    snapshot_id bigint not null,
    landed_at timestamptz not null,
    update_mode text not null check (update_mode in ('replace', 'append', 'upsert')),
    row_count bigint not null,
    byte_count bigint not null,
    -- The fields: [{"name": …, "type": …, "label": …, "description": …, "annotations": {…}}, …].
    schema jsonb not null,
    -- Rows that differ from the version before; null where they were not counted.
    rows_added bigint,
    rows_changed bigint,
    rows_removed bigint,
    -- The box around all geometries in EPSG:4326: [west, south, east, north]; null without any.
    extent float8[],
    delivery_id uuid,
    primary key (dataset_id, number)
);
