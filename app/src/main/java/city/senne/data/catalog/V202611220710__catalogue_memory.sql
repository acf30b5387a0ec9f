-- Filled again at the program's start, with a number for each dataset: sets of datasets travel as numbers.
truncate dataset_search;
create sequence dataset_search_number as int;
alter table dataset_search
    add column number int not null unique,
    -- The catalogue's count of changes when this was written; who keeps it in memory reads what is newer.
    add column changed bigint not null;
create index dataset_search_changed on dataset_search (changed);
create index dataset_search_title_words on dataset_search using gin (title_words) with (fastupdate = off);
-- Facets and orders are counted and sorted in memory.
drop index dataset_search_facets;
drop index dataset_search_order;
