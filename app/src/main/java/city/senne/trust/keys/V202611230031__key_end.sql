alter table api_key add column ended_because text check (ended_because in ('maker-left', 'role-lost', 'account-closed'));
comment on column api_key.ended_because is 'What of its maker ended the key; null for one that goes on or that somebody revoked.';

-- Keys whose makers had lost the role for them before keys ended with it.
with recursive above (key, id) as (
  select id, organisation_id from api_key where organisation_id is not null and revoked_at is null
  union
  select a.key, o.parent_id from above a join organisation o on o.id = a.id where o.parent_id is not null)
update api_key k set revoked_at = now(), ended_because = 'role-lost' from person p
where p.id = k.made_by and not p.is_administrator and k.organisation_id is not null and k.revoked_at is null
  and not exists (
    select from above a join membership m on m.organisation_id = a.id
    where a.key = k.id and m.person_id = k.made_by and m.role = 'steward');
