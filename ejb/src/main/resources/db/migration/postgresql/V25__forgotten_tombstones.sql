-- Tombstones of this modification sequence and of lower ones are gone (RFC 7162 3.2.7 lets servers forget them).
ALTER TABLE mailbox ADD COLUMN forgotten_modseq BIGINT DEFAULT 0 NOT NULL;
