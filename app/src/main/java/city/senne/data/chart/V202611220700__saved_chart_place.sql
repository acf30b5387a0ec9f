-- Lower ones stand first; among equals the elder.
alter table saved_chart add column place integer not null default 0;
