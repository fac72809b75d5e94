-- Of refusals the enhanced status code, else the code; of what applications took the listener; else empty.
ALTER TABLE mail_count ALTER COLUMN reason RENAME TO detail;
ALTER TABLE mail_count ALTER COLUMN detail SET DATA TYPE VARCHAR(255);

-- On which servers the listeners of applications are active, as each server says again and again.
CREATE TABLE listener_presence (
    application VARCHAR(255) NOT NULL, -- the listener's name
    server      VARCHAR(255) NOT NULL,
    seen        TIMESTAMP WITH TIME ZONE NOT NULL, -- by the database's clock
    PRIMARY KEY (application, server)
);
