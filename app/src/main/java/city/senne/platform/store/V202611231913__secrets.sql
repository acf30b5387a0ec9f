comment on table fingerprint_key is 'Secret. With what the fingerprints of answers are made.';
