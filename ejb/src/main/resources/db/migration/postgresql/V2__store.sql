CREATE SEQUENCE mailbox_seq;
CREATE SEQUENCE message_seq INCREMENT BY 256;
CREATE SEQUENCE mailbox_entry_seq INCREMENT BY 256;

-- The id is the UIDVALIDITY too (RFC 9051 2.3.1.1): ids are given in order, and never again.
CREATE TABLE mailbox (
    id             BIGINT PRIMARY KEY,
    account_id     BIGINT NOT NULL REFERENCES account,
    name           VARCHAR(1000) COLLATE "C" NOT NULL,
    uid_next       BIGINT NOT NULL,
    highest_modseq BIGINT NOT NULL,
    message_count  BIGINT NOT NULL, -- of the numbered entries
    octets         BIGINT NOT NULL, -- of the numbered entries
    UNIQUE (account_id, name)
);

-- A message stands once, however many mailboxes hold it. Most fit into head: one row less for each of them.
CREATE TABLE message (
    id          BIGINT PRIMARY KEY,
    delivery_id UUID NOT NULL UNIQUE,
    size        BIGINT NOT NULL, -- octets
    head        BYTEA NOT NULL   -- the first 64 KiB
);
-- Mail compresses badly, or has been compressed; a slice of what is stored plainly is read without the rest.
ALTER TABLE message ALTER COLUMN head SET STORAGE EXTERNAL;

CREATE TABLE message_chunk (
    message_id BIGINT NOT NULL REFERENCES message,
    number     INTEGER NOT NULL, -- from 1, 64 KiB each
    data       BYTEA NOT NULL,
    PRIMARY KEY (message_id, number)
);
ALTER TABLE message_chunk ALTER COLUMN data SET STORAGE EXTERNAL;

-- A delivery leaves uid and modseq empty; they are given when the mailbox is looked at.
CREATE TABLE mailbox_entry (
    id            BIGINT PRIMARY KEY,
    mailbox_id    BIGINT NOT NULL REFERENCES mailbox,
    message_id    BIGINT NOT NULL REFERENCES message,
    uid           BIGINT,
    modseq        BIGINT,
    size          BIGINT NOT NULL, -- octets
    internal_date TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX mailbox_entry_unnumbered ON mailbox_entry (mailbox_id, id) WHERE uid IS NULL;
CREATE UNIQUE INDEX mailbox_entry_uid ON mailbox_entry (mailbox_id, uid) WHERE uid IS NOT NULL;
CREATE INDEX mailbox_entry_message ON mailbox_entry (message_id);

-- Entries that were expunged, for QRESYNC (RFC 7162).
CREATE TABLE tombstone (
    mailbox_id BIGINT NOT NULL REFERENCES mailbox,
    uid        BIGINT NOT NULL,
    modseq     BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, uid)
);

-- Who has a maildrop for itself (RFC 1939 4), until when by the database's clock.
CREATE TABLE maildrop_hold (
    mailbox_id BIGINT PRIMARY KEY REFERENCES mailbox,
    hold       UUID NOT NULL UNIQUE,
    expires    TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Messages that lost an entry: the sweep removes those that have none left. One may stand here several times.
CREATE TABLE unneeded_message (
    message_id BIGINT NOT NULL,
    since      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX unneeded_message_since ON unneeded_message (since);
CREATE INDEX unneeded_message_id ON unneeded_message (message_id);
