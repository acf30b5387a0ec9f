alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('reader', 'publisher', 'steward', 'dpo'));
