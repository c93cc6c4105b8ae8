-- Signing in.

-- The admin's password: one row or none.
CREATE TABLE credential (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    hash    TEXT NOT NULL CHECK (hash <> ''),
    changed TEXT NOT NULL
) STRICT;

-- Links that sign in once. Only their hash is kept.
CREATE TABLE sign_in_token (
    hash    TEXT PRIMARY KEY CHECK (hash <> ''),
    expires TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The table that the session library prescribes; expiry is a Julian day.
CREATE TABLE sessions (
    token  TEXT PRIMARY KEY,
    data   BLOB NOT NULL,
    expiry REAL NOT NULL
) STRICT;

CREATE INDEX sessions_expiry ON sessions (expiry);
