-- Where an alias leads beside accounts and aliases: addresses of other hosts.
CREATE TABLE alias_forward (
    alias_id BIGINT NOT NULL REFERENCES alias ON DELETE CASCADE,
    address  VARCHAR(400) COLLATE "C" NOT NULL, -- its domain in lower case and A-labels
    PRIMARY KEY (alias_id, address)
);
