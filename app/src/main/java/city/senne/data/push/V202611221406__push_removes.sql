alter table push add column removes boolean not null default false;
comment on column push.removes is 'Whether the rows with these keys are to go.';
