-- To where owners of accounts let their mail be sent on.
CREATE TABLE account_forward (
    account_id BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
    address    VARCHAR(400) NOT NULL, -- its domain in lower case and A-labels
    PRIMARY KEY (account_id, address)
);
ALTER TABLE account ADD COLUMN keeps_copy BOOLEAN NOT NULL DEFAULT TRUE; -- of what is sent on
