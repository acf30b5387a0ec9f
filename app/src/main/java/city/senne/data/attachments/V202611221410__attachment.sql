create table attachment (
    number bigint generated always as identity primary key,
    dataset_id text not null,
    -- In addresses, from the file's name.
    id text not null,
    file_name text not null,
    title text not null,
    bytes bigint not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    added_by text not null,
    added_at timestamptz not null,
    retitled_by text,
    retitled_at timestamptz,
    removed_by text,
    removed_at timestamptz
);
create unique index attachment_id on attachment (dataset_id, id) where removed_at is null;
create index attachment_sha256 on attachment (sha256) where removed_at is null;
comment on table attachment is 'Files given with a dataset; the files themselves lie in the home, by their SHA-256. Rows of removed ones stay to tell who did it.';
