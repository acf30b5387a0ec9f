create table dataset_limit (
    dataset_id text primary key,
    calls bigint not null check (calls > 0)
);
comment on table dataset_limit is 'How many calls of a dataset each caller may make a day, where somebody limited them.';
