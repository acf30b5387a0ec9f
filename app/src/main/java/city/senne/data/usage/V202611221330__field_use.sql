create table field_use (
    day date not null,
    dataset_id text not null,
    field text not null,
    caller uuid not null,
    is_key boolean not null,
    calls bigint not null,
    primary key (dataset_id, field, day, caller)
);
comment on table field_use is 'How often fields were named in answered calls, by day in UTC; kept for 90 days.';
comment on column field_use.field is 'The name that was asked for, which may be a former one.';
comment on column field_use.caller is
    'The id of an API key, else a hash under the salt of the day and the dataset, of which the salt is gone at midnight.';
create index field_use_by_day on field_use (day);
