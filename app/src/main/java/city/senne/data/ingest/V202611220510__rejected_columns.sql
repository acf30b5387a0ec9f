-- The names of the file's columns, for the cells of its rejected rows; null when none was rejected.
alter table delivery add column reject_headers text[];
