alter table person add column email text;
alter table person add column email_confirmed_at timestamptz;
comment on column person.email is 'Where letters go; given by who invited her, or by herself.';
comment on column person.email_confirmed_at is 'When a link that was sent there was used.';
update person set email = login where login ~ '^[^@[:space:]]+@([^@.[:space:]]+\.)+[^@.[:space:]]+$';
create index person_email on person (email);

alter table sign_in_link add column purpose text not null default 'enter' check (purpose in ('enter', 'reset', 'confirm'));
alter table sign_in_link add column email text;
comment on column sign_in_link.purpose is 'enter: signs in; reset: to choose a password; confirm: tells that an address is the person''s.';
comment on column sign_in_link.email is 'To where it was sent; null when it was handed over.';
