-- What was given to people ends with their accounts; until now it waited for whoever gets the account again. What was
-- denied them stays denied.
update access_rule set ended_at = now(), ended_by = ''
where audience = 'person' and effect = 'permit' and agreement is null and ended_at is null
  and audience_id in (select cast(id as text) from person where left_at is not null);
