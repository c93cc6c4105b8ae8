-- What a person should look at in a source, as its newest reading found it.
CREATE TABLE doubt (
    source   INTEGER NOT NULL REFERENCES source (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    document TEXT REFERENCES document (slug), -- null for one of the source as a whole
    lines    TEXT NOT NULL CHECK (json_valid(lines)),
    says     TEXT NOT NULL CHECK (says <> ''),
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX doubt_document ON doubt (document, position);

-- How much each reading found: null for those that did not count it.
ALTER TABLE outcome ADD COLUMN documents INTEGER;
ALTER TABLE outcome ADD COLUMN paragraphs INTEGER;
ALTER TABLE outcome ADD COLUMN furniture INTEGER; -- lines
ALTER TABLE outcome ADD COLUMN withheld INTEGER; -- pages
ALTER TABLE outcome ADD COLUMN doubts INTEGER;
