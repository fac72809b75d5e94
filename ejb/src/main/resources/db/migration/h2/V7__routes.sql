-- To which host mail goes instead of to those that DNS names.
CREATE TABLE route (
    domain    VARCHAR(253) PRIMARY KEY, -- of the recipients, A-labels in lower case; '*' for all that have no other
    host      VARCHAR(253) NOT NULL,
    port      INTEGER NOT NULL,
    tls       VARCHAR(13) NOT NULL,
    user_name VARCHAR(320),
    password  VARCHAR(1000) -- which has to be shown to the host
);
