comment on table second_factor is 'Secret. What a person''s authenticator and we both know (RFC 6238).';
comment on table recovery_code is 'Secret. Codes that each replace the authenticator once. Only their SHA-256, with the id of the person, is kept.';
comment on table entrance is 'Secret. Who gave a right password and is asked for a code. Only the SHA-256 of the cookie is kept.';
comment on table passkey_challenge is 'Secret. What a passkey is asked to sign next, once. Only the SHA-256 of the cookie of the browser that asked is kept.';
