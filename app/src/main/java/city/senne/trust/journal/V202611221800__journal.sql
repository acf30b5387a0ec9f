create table journal_entry (
    sequence bigint primary key,
    recorded_at timestamptz not null,
    kind text not null,
    actor text not null,
    dataset_id text,
    details jsonb not null,
    commitments jsonb not null
);
create index journal_entry_dataset on journal_entry (dataset_id, sequence desc);
create index journal_entry_kind on journal_entry (kind, sequence desc);
create index journal_entry_time on journal_entry (recorded_at);
comment on table journal_entry is 'What was done. Of personal data only the SHA-256 of salt and value stand here.';
comment on column journal_entry.sequence is 'From 0, without gaps: the place of its leaf in the tree.';

create table journal_personal (
    sequence bigint not null references journal_entry,
    name text not null,
    salt bytea not null,
    value text not null,
    primary key (sequence, name)
);
create index journal_personal_value on journal_personal (lower(value));
comment on table journal_personal is 'Personal data of entries with their salt. A row may be erased: the tree stands on its hash.';

create table journal_node (
    level int not null,
    index bigint not null,
    hash bytea not null,
    primary key (level, index)
);
comment on table journal_node is 'Hashes of whole subtrees of the Merkle tree (RFC 9162); those of level 0 are of entries.';

create table journal_tree (
    only_one boolean primary key default true check (only_one),
    size bigint not null,
    peaks bytea not null
);
comment on table journal_tree is 'The size of the tree, and the roots of its whole subtrees. Who adds an entry locks this row.';
insert into journal_tree (size, peaks) values (0, '');

create table journal_head (
    size bigint primary key,
    root bytea not null,
    signed_at timestamptz not null,
    public_key bytea not null,
    signature bytea not null,
    written_out boolean not null default false
);
comment on table journal_head is 'Signed heads of the tree. Those that are written out stand in a second place as well.';

create function journal_stays() returns trigger language plpgsql as $$
begin
    raise exception 'The journal is only added to';
end $$;
create trigger journal_stays before update or delete or truncate on journal_entry
    execute function journal_stays();
create trigger journal_stays before update or delete or truncate on journal_node
    execute function journal_stays();
