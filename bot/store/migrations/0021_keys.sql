-- A store may go over to another secret: which there have been, and what is needed of the earlier ones.

CREATE TABLE key_generations (    -- none: the store has had one secret only
    generation INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,    -- of the secret
    since TEXT NOT NULL,
    kept BLOB                     -- its keys for look-up and audit, sealed by the newest secret; NULL: the newest
);
