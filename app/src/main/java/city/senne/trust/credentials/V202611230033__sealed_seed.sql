alter table second_factor add column is_sealed boolean not null default false;
comment on column second_factor.secret is 'Sealed with the key in secrets/second-factors.key, see SeedKey.';
comment on column second_factor.is_sealed is 'False for secrets from before they were sealed; the next start seals them.';
