-- One row: how often any dataset came, went or changed. Whoever keeps something made of the catalogue compares it.
create table catalogue_state (
    only_row boolean primary key default true check (only_row),
    changes bigint not null
);
