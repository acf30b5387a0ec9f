-- How often a reader began with it; a pause by itself counts for nothing.
alter table source_run add column claims int not null default 0;
