-- In hundredths: when more of a dataset's rows would go, or a field would, somebody decides; null for never.
alter table source add column hold_above int;
update source set hold_above = 30;
