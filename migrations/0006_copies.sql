-- Copies: documents that hold the same text.

-- What tells copies, once for all documents that are the same in it: key is a
-- hash of all that does, sketch and bands find texts that are likely to be
-- copies.
CREATE TABLE fingerprint (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE CHECK (key <> ''),
    version INTEGER NOT NULL, -- of the way it was made
    date    TEXT NOT NULL,
    sketch  BLOB NOT NULL
) STRICT;

CREATE TABLE fingerprint_band (
    band        INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL REFERENCES fingerprint (id) ON DELETE CASCADE,
    PRIMARY KEY (band, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE INDEX fingerprint_band_fingerprint ON fingerprint_band (fingerprint);

-- Fingerprints of copies, each pair both ways round.
CREATE TABLE fingerprint_copy (
    fingerprint INTEGER NOT NULL REFERENCES fingerprint (id) ON DELETE CASCADE,
    other       INTEGER NOT NULL REFERENCES fingerprint (id) ON DELETE CASCADE,
    PRIMARY KEY (fingerprint, other),
    CHECK (fingerprint <> other)
) STRICT, WITHOUT ROWID;

CREATE INDEX fingerprint_copy_other ON fingerprint_copy (other);

-- Null for a document that was not compared yet.
ALTER TABLE document ADD COLUMN fingerprint INTEGER REFERENCES fingerprint (id);

-- Of the documents that hold one text, the one that stands for all of them; it
-- names itself. Null for a document that is alone.
ALTER TABLE document ADD COLUMN principal TEXT REFERENCES document (slug);

CREATE INDEX document_fingerprint ON document (fingerprint);
CREATE INDEX document_principal ON document (principal);
