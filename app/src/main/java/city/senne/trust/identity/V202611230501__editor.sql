-- Who describes the datasets of an organisation and delivers nothing.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check
    check (role in ('reader', 'editor', 'publisher', 'steward', 'dpo', 'auditor'));
alter table delegation drop constraint delegation_role_check;
alter table delegation add constraint delegation_role_check
    check (role in ('editor', 'publisher', 'steward', 'dpo', 'auditor'));
