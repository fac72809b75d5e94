CREATE SEQUENCE queue_entry_seq INCREMENT BY 256;
CREATE SEQUENCE queue_attempt_seq INCREMENT BY 256;

-- A mail that goes on to other hosts: what is the same for all its recipients.
CREATE TABLE queued_mail (
    message_id         BIGINT PRIMARY KEY, -- its content is swept when no recipient waits any more
    content_from       INTEGER NOT NULL, -- the octet at which the sender's content starts
    reverse_path       VARCHAR(1000) NOT NULL,
    arrived            TIMESTAMP WITH TIME ZONE NOT NULL,
    eight_bit_mime     BOOLEAN NOT NULL,
    binary_mime        BOOLEAN NOT NULL,
    smtputf8           BOOLEAN NOT NULL,
    requiretls         BOOLEAN NOT NULL,
    dsn_return         VARCHAR(7),
    envelope_id        VARCHAR(200),
    deliver_by         TIMESTAMP WITH TIME ZONE,
    deliver_by_returns BOOLEAN NOT NULL,
    deliver_by_traced  BOOLEAN NOT NULL
);

-- A recipient of a queued mail.
CREATE TABLE queue_entry (
    id            BIGINT PRIMARY KEY,
    message_id    BIGINT NOT NULL REFERENCES queued_mail,
    recipient     VARCHAR(400) NOT NULL,
    domain        VARCHAR(255) NOT NULL, -- A-labels in lower case, or an address literal
    reports       VARCHAR(30),                       -- what NOTIFY said, with commas between
    original_type VARCHAR(1000),
    original      VARCHAR(1000),
    forwarded     BOOLEAN NOT NULL,                  -- an alias of ours leads to it
    priority      SMALLINT NOT NULL,
    state         VARCHAR(11) NOT NULL,
    next_attempt  TIMESTAMP WITH TIME ZONE NOT NULL,
    expires       TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts      INTEGER NOT NULL,
    warned        BOOLEAN NOT NULL,                  -- its sender was told of the delay
    lease_owner   UUID,
    lease_end     TIMESTAMP WITH TIME ZONE,          -- by the database's clock
    fence         BIGINT NOT NULL,                   -- how often it was claimed
    last_status   VARCHAR(11),
    last_reply    VARCHAR(1200),
    ended         TIMESTAMP WITH TIME ZONE
);
CREATE INDEX queue_entry_due ON queue_entry (state, priority, next_attempt, id);
CREATE INDEX queue_entry_domain ON queue_entry (domain, state, next_attempt);
CREATE INDEX queue_entry_lease ON queue_entry (lease_end);
CREATE INDEX queue_entry_ended ON queue_entry (ended);
CREATE INDEX queue_entry_message ON queue_entry (message_id);

-- One attempt to deliver a mail to a recipient.
CREATE TABLE queue_attempt (
    id           BIGINT PRIMARY KEY,
    entry_id     BIGINT NOT NULL REFERENCES queue_entry ON DELETE CASCADE,
    tried        TIMESTAMP WITH TIME ZONE NOT NULL,
    host         VARCHAR(255),
    address      VARCHAR(60),
    tls_protocol VARCHAR(20),
    cipher_suite VARCHAR(100),
    result       VARCHAR(8) NOT NULL,
    status       VARCHAR(11) NOT NULL,
    reply        VARCHAR(1200) NOT NULL
);
CREATE INDEX queue_attempt_entry ON queue_attempt (entry_id);
