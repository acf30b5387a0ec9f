-- What nobody knows who does not have the city's database, the same on every node: see Fingerprints.
CREATE TABLE fingerprint_key (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    key uuid NOT NULL,
    more uuid NOT NULL
);

INSERT INTO fingerprint_key (key, more) VALUES (gen_random_uuid(), gen_random_uuid());
