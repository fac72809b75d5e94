-- How many mails there were in five minutes, as each server has counted them. Kept for some days.
CREATE TABLE mail_count (
    slot   BIGINT NOT NULL,              -- those of five minutes since 1970
    flow   VARCHAR(7) NOT NULL,
    reason VARCHAR(11) COLLATE "C" NOT NULL, -- of refusals: the enhanced status code, else the code; else empty
    server UUID NOT NULL,                -- another one after each start
    mails  BIGINT NOT NULL,
    PRIMARY KEY (slot, flow, reason, server)
);

ALTER TABLE account ADD COLUMN suspended BOOLEAN NOT NULL DEFAULT FALSE; -- nobody logs in to it; it gets mail
ALTER TABLE account ADD COLUMN last_login TIMESTAMP WITH TIME ZONE;      -- about, by the database's clock
