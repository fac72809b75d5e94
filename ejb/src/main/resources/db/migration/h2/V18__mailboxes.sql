-- Flags are bits: 1 \Answered, 2 \Flagged, 4 \Deleted, 8 \Seen, 16 \Draft. A delivery sets none.
ALTER TABLE mailbox_entry ADD COLUMN flags SMALLINT DEFAULT 0 NOT NULL;
ALTER TABLE mailbox_entry ADD COLUMN keywords VARCHAR(4000); -- with a space between them
CREATE INDEX mailbox_entry_modseq ON mailbox_entry (mailbox_id, modseq);
CREATE INDEX tombstone_modseq ON tombstone (mailbox_id, modseq);

ALTER TABLE mailbox ADD COLUMN recent_uid BIGINT DEFAULT 1 NOT NULL; -- the lowest that no session has been told of
ALTER TABLE mailbox ADD COLUMN keywords VARCHAR(4000); -- those that its messages have or had
ALTER TABLE mailbox ADD COLUMN special_uses VARCHAR(100); -- RFC 6154, with a space between them

-- The names that an account subscribes to (RFC 9051 6.3.7), mailboxes or not.
CREATE TABLE subscription (
    account_id BIGINT NOT NULL REFERENCES account,
    name       VARCHAR(1000) NOT NULL,
    PRIMARY KEY (account_id, name)
);

UPDATE mailbox SET special_uses = 'JUNK' WHERE name = 'Junk';
INSERT INTO mailbox (id, account_id, name, uid_next, highest_modseq, message_count, octets, special_uses)
    SELECT NEXT VALUE FOR mailbox_seq, i.account_id, u.name, 1, 1, 0, 0, UPPER(u.name)
    FROM mailbox i CROSS JOIN (VALUES ('Archive'), ('Drafts'), ('Junk'), ('Sent'), ('Trash')) AS u (name)
    WHERE i.name = 'INBOX'
      AND NOT EXISTS (SELECT 1 FROM mailbox m WHERE m.account_id = i.account_id AND m.name = u.name);
INSERT INTO subscription (account_id, name) SELECT account_id, name FROM mailbox;
