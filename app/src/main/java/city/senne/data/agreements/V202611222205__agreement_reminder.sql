create table agreement_reminder (
  agreement bigint not null references agreement on delete cascade,
  -- Of what somebody was reminded: `late`, or `2:30` for thirty days before version 2 ends.
  occasion text not null,
  at timestamptz not null,
  primary key (agreement, occasion)
);
comment on table agreement_reminder is 'Which letters were sent about an agreement, so that none is sent twice.';
