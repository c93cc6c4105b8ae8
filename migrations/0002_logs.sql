-- The logs: what became of every paragraph, what followers have to read, and
-- who did what. They are written at their end only.

-- One row for each thing that happened to a paragraph. It outlives the
-- paragraph, so it refers to it by id alone and keeps what a page about a
-- removed one has to say.
CREATE TABLE ledger (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph TEXT NOT NULL CHECK (length(paragraph) = 8),
    document  TEXT NOT NULL REFERENCES document (slug),
    heading   TEXT NOT NULL, -- of the section it stood in
    label     TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('current', 'edited', 'removed', 'restored')),
    was       TEXT NOT NULL, -- wording before
    became    TEXT NOT NULL, -- wording after
    at        TEXT NOT NULL,
    run       INTEGER NOT NULL REFERENCES run (id)
) STRICT;

CREATE INDEX ledger_paragraph ON ledger (paragraph, id);
CREATE INDEX ledger_document ON ledger (document, id);

CREATE TRIGGER ledger_is_never_rewritten BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;

CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never shortened'); END;

-- One row for each document written or removed. Followers remember the last
-- sequence they read, so numbers are never given twice.
CREATE TABLE change_log (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES document (slug),
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX change_log_document ON change_log (document, sequence);

CREATE TRIGGER change_log_is_never_rewritten BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log is never rewritten'); END;

CREATE TRIGGER change_log_is_never_deleted BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log is never shortened'); END;

CREATE TABLE audit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_rewritten BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never rewritten'); END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END;
