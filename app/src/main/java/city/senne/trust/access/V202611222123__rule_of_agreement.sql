alter table access_rule add column agreement bigint;
create index access_rule_agreement on access_rule (agreement) where agreement is not null;
comment on column access_rule.agreement is 'The agreement that this rule carries out; null for one that a steward made.';
