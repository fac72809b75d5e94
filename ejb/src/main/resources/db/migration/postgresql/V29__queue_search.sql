-- By what administrators find entries of the queue. Letters' case does not count, and an index has no long keys.
ALTER TABLE queue_entry ADD COLUMN recipient_key VARCHAR(200) COLLATE "C"
    GENERATED ALWAYS AS (LEFT(LOWER(recipient), 200)) STORED;
ALTER TABLE queued_mail ADD COLUMN sender_key VARCHAR(200) COLLATE "C"
    GENERATED ALWAYS AS (LEFT(LOWER(reverse_path), 200)) STORED;
CREATE INDEX queue_entry_recipient ON queue_entry (recipient_key);
CREATE INDEX queued_mail_sender ON queued_mail (sender_key);
-- Not for the states that each mail goes through: it would be paid for at each step.
CREATE INDEX queue_entry_state ON queue_entry (state, id) WHERE state IN ('HELD', 'DEAD_LETTER', 'FAILED');
