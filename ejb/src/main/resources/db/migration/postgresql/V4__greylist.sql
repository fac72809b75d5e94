-- Who has wanted to send to whom (RFC 6647): the digest of client network, sender and recipient.
CREATE TABLE greylist (
    triple     CHAR(64) PRIMARY KEY,
    first_seen TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen  TIMESTAMP WITH TIME ZONE NOT NULL,
    passed     BOOLEAN NOT NULL
);
