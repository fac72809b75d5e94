-- A listener takes mail, or is told what becomes of mail.
ALTER TABLE listener ADD COLUMN kind VARCHAR(8) DEFAULT 'MAIL' NOT NULL;

CREATE SEQUENCE delivery_notice_seq INCREMENT BY 64;

-- What became of a mail, for a listener of an application that has not taken it yet.
CREATE TABLE delivery_notice (
    id            BIGINT PRIMARY KEY,
    listener      VARCHAR(255) NOT NULL,
    next_attempt  TIMESTAMP WITH TIME ZONE NOT NULL, -- while it is under way, the end of its lease
    expires       TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts      INTEGER NOT NULL,
    delivery_id   UUID NOT NULL,
    header_id     VARCHAR(998), -- of the field Message-ID
    envelope_id   VARCHAR(200),
    sender        VARCHAR(1000) NOT NULL,
    recipient     VARCHAR(400) NOT NULL,
    original_type VARCHAR(1000),
    original      VARCHAR(1000),
    event         VARCHAR(9) NOT NULL,
    happened      TIMESTAMP WITH TIME ZONE NOT NULL,
    tried_until   TIMESTAMP WITH TIME ZONE,
    place_kind    VARCHAR(11),
    place_name    VARCHAR(255),
    place_address VARCHAR(60),
    status        VARCHAR(11) NOT NULL,
    code          INTEGER,
    text          VARCHAR(1000) NOT NULL
);
CREATE INDEX delivery_notice_due ON delivery_notice (listener, next_attempt);
CREATE INDEX delivery_notice_expires ON delivery_notice (expires);
