alter table dataset_version drop constraint dataset_version_update_mode_check;
alter table dataset_version add constraint dataset_version_update_mode_check
    check (update_mode in ('replace', 'append', 'upsert', 'remove'));
