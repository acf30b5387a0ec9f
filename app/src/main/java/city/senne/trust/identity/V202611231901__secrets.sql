-- What a comment calls "Secret." stays when the rows leave as an open copy, see DatabaseRows.
comment on table sign_in_link is 'Secret. Links that sign a person in once. Only the SHA-256 of the token is kept.';
comment on table session is 'Secret. Browsers that are signed in. Only the SHA-256 of the cookie is kept.';
comment on table api_key is 'Secret. Keys of programs. Only the SHA-256 of the key is kept; a revoked key stays, so that its past acts keep a name.';
comment on column person.password_hash is 'Secret. Argon2id; null until the person has chosen a password.';
