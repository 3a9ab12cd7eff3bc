-- The record, the chains and the picture. Triggers refuse what the record must never suffer, whoever asks.

CREATE TABLE record (
    number    INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL,
    source    TEXT    NOT NULL,
    recipient TEXT,
    author    TEXT    NOT NULL,
    releaser  TEXT,
    lang      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    body      BLOB    NOT NULL,
    content   TEXT    NOT NULL,
    sent      BLOB
) STRICT;

CREATE INDEX record_by_kind ON record (kind, number);
CREATE INDEX record_unsigned ON record (number) WHERE sent IS NULL AND recipient IS NOT NULL;

-- Also keeps INSERT OR REPLACE out, which deletes without asking the trigger on DELETE.
CREATE TRIGGER record_has_no_gap BEFORE INSERT ON record
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM record)
BEGIN SELECT RAISE(ABORT, 'entries of the record are numbered without a gap'); END;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
WHEN NOT (
    OLD.sent IS NULL AND NEW.sent IS NOT NULL
    AND NEW.number IS OLD.number AND NEW.at_ms IS OLD.at_ms AND NEW.source IS OLD.source
    AND NEW.recipient IS OLD.recipient AND NEW.author IS OLD.author AND NEW.releaser IS OLD.releaser
    AND NEW.lang IS OLD.lang AND NEW.kind IS OLD.kind AND NEW.version IS OLD.version
    AND NEW.body IS OLD.body AND NEW.content IS OLD.content
)
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never changed'); END;

CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never deleted'); END;

CREATE TABLE envelopes (
    id        INTEGER PRIMARY KEY,
    line      TEXT    NOT NULL,
    direction TEXT    NOT NULL CHECK (direction IN ('out', 'in')),
    chain     TEXT    NOT NULL CHECK (chain IN ('urgent', 'ordinary')),
    serial    INTEGER NOT NULL CHECK (serial >= 1),
    hash      TEXT    NOT NULL,
    raw       BLOB    NOT NULL,
    number    INTEGER REFERENCES record (number)
) STRICT;

CREATE UNIQUE INDEX envelopes_by_place ON envelopes (line, direction, chain, serial);
CREATE INDEX envelopes_by_hash ON envelopes (hash);

CREATE TRIGGER envelopes_take_a_place_once BEFORE INSERT ON envelopes
WHEN EXISTS (
    SELECT 1 FROM envelopes
    WHERE line = NEW.line AND direction = NEW.direction AND chain = NEW.chain AND serial = NEW.serial
) OR EXISTS (SELECT 1 FROM envelopes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an envelope already stands under this serial'); END;

CREATE TRIGGER envelopes_are_never_changed BEFORE UPDATE ON envelopes
BEGIN SELECT RAISE(ABORT, 'an envelope is never changed'); END;

CREATE TRIGGER envelopes_are_never_deleted BEFORE DELETE ON envelopes
BEGIN SELECT RAISE(ABORT, 'an envelope is never deleted'); END;

CREATE TABLE set_aside (
    id         INTEGER PRIMARY KEY,
    hash       TEXT    NOT NULL,
    line       TEXT    NOT NULL,
    party      TEXT    NOT NULL,
    at_ms      INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    raw        BLOB    NOT NULL CHECK (length(raw) <= 65536),
    UNIQUE (line, hash)
) STRICT;

CREATE INDEX set_aside_by_time ON set_aside (line, at_ms);

CREATE TRIGGER set_aside_is_never_changed BEFORE UPDATE ON set_aside
BEGIN SELECT RAISE(ABORT, 'what was set aside is never changed'); END;

CREATE TRIGGER set_aside_is_never_deleted BEFORE DELETE ON set_aside
BEGIN SELECT RAISE(ABORT, 'what was set aside is never deleted'); END;

CREATE TABLE forks (
    id        INTEGER PRIMARY KEY,
    line      TEXT    NOT NULL,
    direction TEXT    NOT NULL CHECK (direction IN ('out', 'in')),
    chain     TEXT    NOT NULL CHECK (chain IN ('urgent', 'ordinary')),
    serial    INTEGER NOT NULL,
    hash      TEXT    NOT NULL,
    raw       BLOB    NOT NULL,
    at_ms     INTEGER NOT NULL,
    UNIQUE (line, direction, chain, serial, hash)
) STRICT;

CREATE TRIGGER forks_are_never_changed BEFORE UPDATE ON forks
BEGIN SELECT RAISE(ABORT, 'evidence of a fork is never changed'); END;

CREATE TRIGGER forks_are_never_deleted BEFORE DELETE ON forks
BEGIN SELECT RAISE(ABORT, 'evidence of a fork is never deleted'); END;

CREATE TABLE receipts (
    line   TEXT    NOT NULL,
    chain  TEXT    NOT NULL CHECK (chain IN ('urgent', 'ordinary')),
    serial INTEGER NOT NULL,
    hash   TEXT    NOT NULL,
    raw    BLOB    NOT NULL,
    PRIMARY KEY (line, chain)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
    name  TEXT NOT NULL,
    key   TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (name, key)
) STRICT;

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    client_id TEXT NOT NULL PRIMARY KEY,
    officer   TEXT NOT NULL,
    answer    BLOB NOT NULL
) STRICT;
