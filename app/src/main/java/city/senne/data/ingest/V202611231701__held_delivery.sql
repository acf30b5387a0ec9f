alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
    check (state in ('queued', 'reading', 'held', 'landed', 'unchanged', 'refused', 'cancelled'));

-- Whether somebody must agree when more than this share of the rows would go, or a field would; null for never.
alter table delivery add column held_above float8;
-- What would go, as it was when the delivery was held.
alter table delivery add column hold jsonb;
create index delivery_held on delivery (dataset_id) where state = 'held';
