alter table dataset
    -- Drafts and deleted datasets are hidden by who may read them, not by being elsewhere.
    add column stage text not null default 'published' check (stage in ('draft', 'published', 'deleted')),
    add column staged_at timestamptz,
    add column published_at timestamptz,
    -- Counts how often somebody described it, so that two people do not undo each other's words.
    add column revision int not null default 1,
    add column contact_name text not null default '',
    add column contact_email text not null default '',
    -- A code of the EU's list of frequencies, in lower case.
    add column frequency text not null default 'unknown',
    -- What people say of fields beyond what deliveries say: {"name": {"label": {"fr": …}, "unit": …, "facet": …}}.
    add column field_notes jsonb not null default '{}';

alter table dataset alter column publisher drop default;
alter table dataset alter column publisher type jsonb
    using case when publisher = '' then '{}'::jsonb else jsonb_build_object('und', publisher) end;

update dataset set published_at = created_at, staged_at = created_at;
alter table dataset alter column staged_at set not null;

create index dataset_by_change on dataset (stage, modified_at desc, id);
