-- The record: sources as received, and the documents read from them.
--
-- Lists (lines, countries, words) are JSON arrays. Times are RFC 3339 in UTC
-- with microseconds, so that they sort as text. Row numbers never leave the
-- database. Kinds, roles and exemptions are not enumerated here: they are the
-- parser's and the thesaurus's to extend.

-- "CMNQ": how a backup is told from another program's database.
PRAGMA application_id = 1129139793;

-- Runs of the ingester. "cut off" is a run whose process died.
CREATE TABLE run (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    actor     TEXT NOT NULL,
    started   TEXT NOT NULL,
    ended     TEXT,
    state     TEXT NOT NULL CHECK (state IN ('running', 'ended', 'cut off')),
    sources   INTEGER NOT NULL CHECK (sources >= 0),
    added     INTEGER NOT NULL DEFAULT 0,
    changed   INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    removed   INTEGER NOT NULL DEFAULT 0,
    failed    INTEGER NOT NULL DEFAULT 0,
    CHECK ((state = 'ended') = (ended IS NOT NULL))
) STRICT;

-- Bytes as received, each once.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size   INTEGER NOT NULL CHECK (size = length(bytes)),
    bytes  BLOB NOT NULL
) STRICT;

CREATE TRIGGER blob_is_never_rewritten BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'bytes received are never changed'); END;

CREATE TRIGGER blob_is_never_deleted BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'bytes received are kept for ever'); END;

-- A name under which files come. sha256 is its newest capture, null where no
-- bytes could be had; read_sha256 is the newest that could be read.
CREATE TABLE source (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE CHECK (name <> ''),
    sha256    TEXT,
    read_sha256 TEXT,
    state     TEXT NOT NULL CHECK (state IN ('read', 'failed')),
    problem   TEXT NOT NULL,
    last_run  INTEGER NOT NULL REFERENCES run (id),
    last_read TEXT NOT NULL,
    CHECK ((state = 'failed') = (problem <> '')),
    FOREIGN KEY (id, sha256) REFERENCES capture (source, sha256),
    FOREIGN KEY (id, read_sha256) REFERENCES capture (source, sha256)
) STRICT;

-- Which bytes came under which name. New bytes are a new capture; old ones stay.
CREATE TABLE capture (
    source     INTEGER NOT NULL REFERENCES source (id),
    sha256     TEXT NOT NULL REFERENCES blob (sha256),
    media_type TEXT NOT NULL,
    lines      INTEGER NOT NULL CHECK (lines >= 0),
    received   TEXT NOT NULL,
    run        INTEGER NOT NULL REFERENCES run (id),
    PRIMARY KEY (source, sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER capture_is_never_deleted BEFORE DELETE ON capture
BEGIN SELECT RAISE(ABORT, 'captures are kept for ever'); END;

-- A document, standing or removed. Removed ones keep their row, so that their
-- address answers "gone" and their slug is never given away.
CREATE TABLE document (
    slug          TEXT PRIMARY KEY CHECK (slug <> ''),
    source        INTEGER NOT NULL,
    sha256        TEXT NOT NULL, -- the capture it was read from
    position      INTEGER NOT NULL CHECK (position >= 1),
    title         TEXT NOT NULL,
    printed_title TEXT NOT NULL,
    title_lines   TEXT NOT NULL CHECK (json_valid(title_lines)),
    kind          TEXT NOT NULL,
    status        TEXT NOT NULL,
    status_basis  TEXT NOT NULL,
    date          TEXT NOT NULL,
    date_basis    TEXT NOT NULL,
    place         TEXT NOT NULL,
    event         TEXT NOT NULL,
    issuer        TEXT NOT NULL,
    parties       TEXT CHECK (json_valid(parties)), -- null where not known
    marking       TEXT NOT NULL,
    language      TEXT NOT NULL,
    added         TEXT NOT NULL,
    changed       TEXT NOT NULL,
    removed       TEXT, -- null while it stands
    -- what lists say of it, written with its text and never apart from it
    named         TEXT NOT NULL CHECK (json_valid(named)),
    themes        TEXT NOT NULL CHECK (json_valid(themes)),
    paragraphs    INTEGER NOT NULL,
    redactions    INTEGER NOT NULL,
    gist          TEXT NOT NULL,
    FOREIGN KEY (source, sha256) REFERENCES capture (source, sha256)
) STRICT;

CREATE INDEX document_source ON document (source, position);

CREATE TABLE section (
    document      TEXT NOT NULL REFERENCES document (slug),
    position      INTEGER NOT NULL CHECK (position >= 1),
    anchor        TEXT NOT NULL CHECK (anchor <> ''),
    heading       TEXT NOT NULL,
    level         INTEGER NOT NULL CHECK (level >= 0),
    heading_lines TEXT NOT NULL CHECK (json_valid(heading_lines)),
    PRIMARY KEY (document, position),
    UNIQUE (document, anchor)
) STRICT, WITHOUT ROWID;

-- Themes and countries of a section, with the words that earned them.
CREATE TABLE section_finding (
    document TEXT NOT NULL,
    section  INTEGER NOT NULL,
    list     TEXT NOT NULL CHECK (list IN ('theme', 'country')),
    entry    TEXT NOT NULL CHECK (entry <> ''),
    words    TEXT NOT NULL CHECK (json_valid(words)),
    PRIMARY KEY (document, section, list, entry),
    FOREIGN KEY (document, section) REFERENCES section (document, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The paragraphs that stand now. What became of every other id is in ledger.
CREATE TABLE paragraph (
    id       TEXT PRIMARY KEY CHECK (length(id) = 8),
    document TEXT NOT NULL,
    section  INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    label    TEXT NOT NULL,
    printed  TEXT NOT NULL, -- the label with its punctuation
    text     TEXT NOT NULL,
    role     TEXT NOT NULL,
    lines    TEXT NOT NULL CHECK (json_valid(lines)),
    page     INTEGER NOT NULL CHECK (page >= 0),
    UNIQUE (document, section, position),
    FOREIGN KEY (document, section) REFERENCES section (document, position) ON DELETE CASCADE
) STRICT;

-- What was withheld from a paragraph; from_byte to to_byte is the mark in it.
CREATE TABLE redaction (
    paragraph TEXT NOT NULL REFERENCES paragraph (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL CHECK (position >= 1),
    from_byte INTEGER NOT NULL CHECK (from_byte >= 0),
    to_byte   INTEGER NOT NULL CHECK (to_byte >= from_byte),
    form      TEXT NOT NULL,
    exemption TEXT NOT NULL,
    PRIMARY KEY (paragraph, position)
) STRICT, WITHOUT ROWID;

-- Whole pages kept back from a source, as its newest reading found them.
CREATE TABLE withheld (
    source         INTEGER NOT NULL REFERENCES source (id),
    position       INTEGER NOT NULL CHECK (position >= 1),
    first_page     INTEGER NOT NULL,
    last_page      INTEGER NOT NULL,
    lines          TEXT NOT NULL CHECK (json_valid(lines)),
    after_document INTEGER NOT NULL CHECK (after_document >= 0), -- a position; 0 before the first
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- Lines of a source that belong to no document, as its newest reading found them.
CREATE TABLE furniture (
    source   INTEGER NOT NULL REFERENCES source (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    lines    TEXT NOT NULL CHECK (json_valid(lines)),
    reason   TEXT NOT NULL,
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- What each run did with each source, in order.
CREATE TABLE outcome (
    id        INTEGER PRIMARY KEY,
    run       INTEGER NOT NULL REFERENCES run (id),
    source    INTEGER NOT NULL REFERENCES source (id),
    added     INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    removed   INTEGER NOT NULL,
    failed    INTEGER NOT NULL,
    problem   TEXT NOT NULL
) STRICT;

CREATE INDEX outcome_run ON outcome (run, id);
