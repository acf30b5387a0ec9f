comment on table push_key is 'Secret. Keys of programs that add rows to one dataset. Only the SHA-256 of the key is kept.';
