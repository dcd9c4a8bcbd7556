CREATE TABLE key_generations (
    generation BIGINT PRIMARY KEY,
    fingerprint TEXT COLLATE "C" NOT NULL,
    since TEXT COLLATE "C" NOT NULL,
    kept BYTEA
);
