-- By what administrators find entries of the queue. Letters' case does not count, and an index has no long keys.
-- It takes long where there is much; each statement can be repeated if the server is ended meanwhile.
ALTER TABLE queue_entry ADD COLUMN IF NOT EXISTS recipient_key VARCHAR(200) GENERATED ALWAYS AS (LEFT(LOWER(recipient), 200));
ALTER TABLE queued_mail ADD COLUMN IF NOT EXISTS sender_key VARCHAR(200) GENERATED ALWAYS AS (LEFT(LOWER(reverse_path), 200));
CREATE INDEX IF NOT EXISTS queue_entry_recipient ON queue_entry (recipient_key);
CREATE INDEX IF NOT EXISTS queued_mail_sender ON queued_mail (sender_key);
CREATE INDEX IF NOT EXISTS queue_entry_state ON queue_entry (state, id);
-- Entries that have not ended are very many: what waits for one listener is not to be looked for among them.
DROP INDEX IF EXISTS queue_entry_listener;
CREATE INDEX IF NOT EXISTS queue_entry_listener ON queue_entry (listener, ended);
