-- What the catalogue's search reads: narrow, so that it is quick to walk through.
create table dataset_search (
    dataset_id text primary key references dataset (id) on delete cascade,
    stage text not null,
    modified_at timestamptz not null,
    row_count bigint not null,
    -- In French, else whichever language there is; folded, for sorting.
    title text not null,
    -- Words of the title, and all words; each in the stems of three languages and as written.
    title_words tsvector not null,
    words tsvector not null,
    -- `theme:ENVI`, `publisher:…`, `keyword:…`, `feature:map`, `year:2026`, `stage:draft`.
    facets text[] not null
);
create index dataset_search_words on dataset_search using gin (words) with (fastupdate = off);
create index dataset_search_facets on dataset_search using gin (facets) with (fastupdate = off);
create index dataset_search_order on dataset_search (stage, modified_at desc, dataset_id);

-- Every word that was ever said, with its trigrams, by which misspelt ones find it. Whether a dataset that the reader
-- may know of bears it is asked afterwards.
create table dataset_word (
    word text primary key,
    trigrams text[] not null
);
create index dataset_word_trigrams on dataset_word using gin (trigrams);

alter table dataset drop column search_text;
