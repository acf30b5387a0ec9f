alter table person_attribute add column source text not null default '';
alter table person_attribute drop constraint person_attribute_pkey;
alter table person_attribute add primary key (person_id, source, key, value);
comment on column person_attribute.source is 'The provider that says so, with each sign-in anew; empty for what an administrator entered.';
