alter table dataset_word add column told boolean not null default true;
alter table dataset_word alter column told drop default;
comment on column dataset_word.told is 'Whether a dataset that everybody may know of says it.';
