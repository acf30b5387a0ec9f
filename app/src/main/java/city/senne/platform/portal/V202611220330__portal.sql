-- How the portal is set up. Each change is a row of its own; the highest revision holds.
create table portal (
    revision int primary key check (revision > 0),
    settings jsonb not null,
    set_by text not null,
    set_at timestamptz not null
);

-- By their content, so that an address never shows another picture.
create table portal_logo (
    id text primary key,
    media_type text not null,
    content bytea not null
);
