comment on table invitation is 'Secret. Offers to join an organisation. Only the SHA-256 of the token is kept.';
