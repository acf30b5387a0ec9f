alter table session add column purpose text not null default '';
comment on column session.purpose is 'For what its person reads, as she chose it; empty for nothing.';
alter table api_key add column purpose text not null default '';
comment on column api_key.purpose is 'For what all that it asks is asked; empty where its program says it itself.';
