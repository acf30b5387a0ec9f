alter table dataset add column languages text[] not null default '{}', add column hvd_categories text[] not null default '{}';
comment on column dataset.languages is 'In which the data are written: codes of the EU''s table language.';
comment on column dataset.hvd_categories is 'Categories of high-value datasets (regulation 2023/138), by their codes.';
