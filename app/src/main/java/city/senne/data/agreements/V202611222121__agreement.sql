create table agreement (
  number bigint generated always as identity primary key,
  -- An agreement outlives its dataset.
  dataset_id text not null,
  dataset_title jsonb not null,
  giver_id text references organisation,
  receiver_id text references organisation,
  asker_id uuid not null references person,
  asker_name text not null,
  state text not null check (state in (
    'draft', 'asked', 'discussed', 'approved', 'in_force', 'refused', 'withdrawn', 'terminated')),
  draft jsonb,
  created_at timestamptz not null,
  asked_at timestamptz,
  answer_due date,
  check ((state = 'draft') = (asked_at is null)),
  check ((state = 'draft') = (draft is not null))
);
create index agreement_dataset on agreement (dataset_id);
comment on table agreement is 'Who asks for which data, from the first draft of the request until the agreement ends.';
comment on column agreement.giver_id is 'Whose dataset it is; null for one that administrators alone look after.';
comment on column agreement.receiver_id is 'In whose name the asker asks; null for herself.';
comment on column agreement.draft is 'What the asker filled in so far: {"purpose": …}.';

create table agreement_terms (
  agreement bigint not null references agreement on delete cascade,
  version int not null check (version > 0),
  terms jsonb not null,
  -- What is signed: SHA-256 of the terms and the two sides.
  digest text not null,
  side text not null check (side in ('giver', 'receiver')),
  primary key (agreement, version)
);
comment on table agreement_terms is 'What was proposed, by which side. Never changed: other terms are another version.';

create table agreement_entry (
  id bigint generated always as identity primary key,
  agreement bigint not null references agreement on delete cascade,
  version int not null,
  kind text not null check (kind in (
    'asked', 'said', 'proposed', 'favourable', 'conditions', 'unfavourable', 'approved', 'refused', 'withdrawn',
    'signed', 'terminated')),
  side text not null check (side in ('giver', 'receiver')),
  person_id uuid not null references person,
  person_name text not null,
  at timestamptz not null,
  said text not null
);
create index agreement_entry_of on agreement_entry (agreement, id);
create unique index agreement_signed_once on agreement_entry (agreement, version, side) where kind = 'signed';
comment on table agreement_entry is 'All that was said and done about an agreement, each by whom and when.';
