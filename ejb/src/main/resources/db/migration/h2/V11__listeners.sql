-- What a listener of an application takes, beside its addresses.
ALTER TABLE listener ADD COLUMN priority INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE listener ADD COLUMN max_message_size BIGINT DEFAULT 0 NOT NULL; -- octets, 0 for any
ALTER TABLE listener ADD COLUMN require_authenticated BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE listener ADD COLUMN overrides_mailboxes BOOLEAN DEFAULT FALSE NOT NULL; -- an administrator lets it

ALTER TABLE listener_pattern ADD COLUMN domain VARCHAR(253); -- A-labels in lower case
UPDATE listener_pattern SET domain = SUBSTRING(pattern FROM POSITION('@' IN pattern) + 1);
ALTER TABLE listener_pattern ALTER COLUMN domain SET NOT NULL;
CREATE INDEX listener_pattern_domain ON listener_pattern (domain);

CREATE TABLE listener_sender (
    listener_id BIGINT NOT NULL REFERENCES listener ON DELETE CASCADE,
    pattern     VARCHAR(320) NOT NULL,
    PRIMARY KEY (listener_id, pattern)
);

-- Mail that waits for an application's listener.
ALTER TABLE queue_entry ADD COLUMN listener VARCHAR(255);

-- Whose turn an entry waits for: a domain of other hosts, a listener, or '#' for mailboxes here.
ALTER TABLE queue_entry ADD COLUMN destination VARCHAR(255);
UPDATE queue_entry SET destination = domain;
ALTER TABLE queue_entry ALTER COLUMN destination SET NOT NULL;
DROP INDEX queue_entry_domain;
ALTER TABLE queued_mail ADD COLUMN delivery_id UUID; -- a mail that was queued before has none
ALTER TABLE queued_mail ADD COLUMN session_listener VARCHAR(20);
ALTER TABLE queued_mail ADD COLUMN client_address VARCHAR(60);
ALTER TABLE queued_mail ADD COLUMN client_port INTEGER;
ALTER TABLE queued_mail ADD COLUMN helo_name VARCHAR(255);
ALTER TABLE queued_mail ADD COLUMN tls_protocol VARCHAR(20);
ALTER TABLE queued_mail ADD COLUMN user_name VARCHAR(320);
CREATE INDEX queue_entry_listener ON queue_entry (listener);
CREATE INDEX queue_entry_destination ON queue_entry (state, destination, next_attempt);
