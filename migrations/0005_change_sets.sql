-- Change sets: what one run would do or did to the archive, whole.

-- A set has the number of the run that read its sources (a revert and a
-- correction have runs of their own). Runs before this table have none, and
-- cannot be reverted.
CREATE TABLE change_set (
    id         INTEGER PRIMARY KEY REFERENCES run (id),
    state      TEXT NOT NULL CHECK (state IN ('preparing', 'proposed', 'applied', 'discarded')),
    reverts    INTEGER REFERENCES change_set (id), -- the set that it takes back
    reverted_by INTEGER REFERENCES change_set (id), -- the set that took it back, while that stands
    version    TEXT NOT NULL, -- of the ingester
    reason     TEXT NOT NULL DEFAULT '',
    decided    TEXT,          -- when it was applied or discarded
    decided_by TEXT NOT NULL DEFAULT '',
    turn       INTEGER UNIQUE, -- the order in which sets were applied
    CHECK ((state IN ('applied', 'discarded')) = (decided IS NOT NULL)),
    CHECK ((state = 'applied') = (turn IS NOT NULL)),
    CHECK (reverted_by IS NULL OR state = 'applied')
) STRICT;

-- A set that was reverted and the one that reverted it cancel each other: what
-- readers see is as if neither had been.
CREATE VIEW cancelled_set AS
SELECT id FROM change_set WHERE reverted_by IS NOT NULL
    OR EXISTS (SELECT 1 FROM change_set AS taken_back WHERE taken_back.id = change_set.reverts AND taken_back.reverted_by = change_set.id);

-- What runs did before this table is known to the ledger alone.
INSERT INTO change_set (id, state, version, decided, decided_by, turn)
SELECT id, 'applied', '', coalesce(ended, started), actor, id FROM run WHERE id IN (SELECT run FROM ledger);

-- What a set does to each of its sources, and what was there before it: JSON,
-- compressed.
CREATE TABLE change_set_source (
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    position   INTEGER NOT NULL CHECK (position >= 1),
    source     TEXT NOT NULL, -- by name: a proposed one may not be there yet
    counts     TEXT NOT NULL CHECK (json_valid(counts)),
    change     BLOB NOT NULL,
    PRIMARY KEY (change_set, position),
    UNIQUE (change_set, source)
) STRICT;

CREATE INDEX change_set_source_name ON change_set_source (source, change_set);

-- The ledger tells more: paragraphs that moved, were split or merged, and where
-- they came from.
DROP TRIGGER ledger_is_never_rewritten;
DROP TRIGGER ledger_is_never_deleted;
DROP INDEX ledger_paragraph;
DROP INDEX ledger_document;
ALTER TABLE ledger RENAME TO ledger_before;

CREATE TABLE ledger (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph   TEXT NOT NULL CHECK (length(paragraph) = 8),
    document    TEXT NOT NULL REFERENCES document (slug),
    heading     TEXT NOT NULL, -- of the section it stood in
    label       TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('current', 'edited', 'moved', 'split', 'merged', 'removed', 'restored')),
    other       TEXT NOT NULL DEFAULT '', -- the paragraph that a merged one went into, or a new one was cut off
    was         TEXT NOT NULL, -- wording before
    became      TEXT NOT NULL, -- wording after
    was_in      TEXT NOT NULL DEFAULT '', -- document it stood in before, where it changed its place
    was_heading TEXT NOT NULL DEFAULT '', -- of the section it stood in before
    at          TEXT NOT NULL,
    run         INTEGER NOT NULL REFERENCES run (id),
    CHECK (state <> 'merged' OR other <> '')
) STRICT;

INSERT INTO ledger (id, paragraph, document, heading, label, state, was, became, at, run)
SELECT id, paragraph, document, heading, label, state, was, became, at, run FROM ledger_before;

DROP TABLE ledger_before;

CREATE INDEX ledger_paragraph ON ledger (paragraph, id);
CREATE INDEX ledger_document ON ledger (document, id);
CREATE INDEX ledger_run ON ledger (run);

CREATE TRIGGER ledger_is_never_rewritten BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;

CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never shortened'); END;

-- What admins say against what is read. A correction holds from the set that
-- made it until a set lifts it; where either was reverted, it is as if that set
-- had not been.
CREATE TABLE correction (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    document   TEXT NOT NULL REFERENCES document (slug),
    field      TEXT NOT NULL CHECK (field IN ('title', 'date', 'kind', 'status', 'parties', 'countries', 'themes', 'join', 'split')),
    value      TEXT NOT NULL CHECK (json_valid(value)),
    was        TEXT NOT NULL CHECK (json_valid(was)), -- as read when it was made
    made_by    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         TEXT NOT NULL,
    change_set INTEGER NOT NULL REFERENCES change_set (id)
) STRICT;

CREATE INDEX correction_document ON correction (document, id);

CREATE TABLE lifted_correction (
    correction INTEGER NOT NULL REFERENCES correction (id),
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    PRIMARY KEY (correction, change_set)
) STRICT, WITHOUT ROWID;

CREATE VIEW standing_correction AS
SELECT correction.* FROM correction JOIN change_set ON change_set.id = correction.change_set
WHERE change_set.state = 'applied' AND change_set.id NOT IN (SELECT id FROM cancelled_set)
    AND NOT EXISTS (
        SELECT 1 FROM lifted_correction JOIN change_set AS lifting ON lifting.id = lifted_correction.change_set
        WHERE lifted_correction.correction = correction.id AND lifting.state = 'applied'
            AND lifting.id NOT IN (SELECT id FROM cancelled_set));

-- The name of the file, where that is another than the source's: an admin said
-- that it is a new capture of it.
ALTER TABLE capture ADD COLUMN file TEXT NOT NULL DEFAULT '';

-- The fingerprint of the reading that the archive shows; empty where it is not
-- known, and the next reading is compared paragraph by paragraph.
ALTER TABLE source ADD COLUMN reading TEXT NOT NULL DEFAULT '';
