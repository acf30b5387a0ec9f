create table delegation (
  id uuid primary key default gen_random_uuid(),
  organisation_id text not null references organisation on delete cascade,
  role text not null check (role in ('publisher', 'steward', 'dpo', 'auditor')),
  giver_id uuid not null references person on delete cascade,
  holder_id uuid not null references person on delete cascade check (holder_id <> giver_id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null check (reason <> ''),
  made_at timestamptz not null default now(),
  begun_at timestamptz,
  ended_at timestamptz
);
create index delegation_holder on delegation (holder_id) where ended_at is null;
create index delegation_giver on delegation (giver_id) where ended_at is null;
comment on table delegation is 'Roles that members hand to colleagues for the time of an absence. A row counts while its giver has the role.';
comment on column delegation.begun_at is 'When the journal was told that it began; null before.';
comment on column delegation.ended_at is 'When somebody ended it, something ended it, or its time was seen to be over.';
