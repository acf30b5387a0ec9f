-- What callers used up today. Unlogged: neither the write-ahead log nor a backup keeps what is thrown away at midnight.
create unlogged table quota_salt (
    day date primary key,
    salt bytea not null
);
comment on table quota_salt is 'Makes the hashes of a day''s callers; deleted when the day is over.';

create unlogged table quota_use (
    day date not null,
    caller uuid not null,
    calls bigint not null,
    primary key (day, caller)
);
comment on column quota_use.caller is 'A hash under the salt of the day, of an address (the network, for IPv6), a key or a person.';

create table usage_count (
    day date not null,
    dataset_id text not null,
    kind text not null,
    format text not null,
    status int not null,
    calls bigint not null,
    primary key (day, dataset_id, kind, format, status)
);
comment on table usage_count is 'How often the API was called, by day in UTC. No person, no address, no question.';
comment on column usage_count.dataset_id is 'Empty for calls of the catalogue, and of what is not there for everybody.';

create table usage_total (
    dataset_id text primary key,
    calls bigint not null,
    downloads bigint not null
);
comment on table usage_total is 'Answered calls and whole downloads since the beginning; usage_count forgets old days.';
