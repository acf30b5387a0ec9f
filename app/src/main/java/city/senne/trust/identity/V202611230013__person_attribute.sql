create table person_attribute (
  person_id uuid not null references person on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  value text not null check (value <> ''),
  primary key (person_id, key, value)
);
comment on table person_attribute is 'What is known of people, for rules that name it: territory, department, clearance.';
