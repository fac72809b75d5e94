-- The days (UTC) of domains of which a DMARC report (RFC 7489 7.2) is to be sent. A row goes with the report.
CREATE SEQUENCE dmarc_day_seq INCREMENT BY 64;
CREATE TABLE dmarc_day (
    id                BIGINT PRIMARY KEY,
    report_day        DATE NOT NULL,
    domain            VARCHAR(253) NOT NULL, -- that published the policy
    strict_dkim       BOOLEAN NOT NULL,
    strict_spf        BOOLEAN NOT NULL,
    policy            VARCHAR(10) NOT NULL,
    subdomains        VARCHAR(10) NOT NULL,
    percentage        INTEGER NOT NULL,
    failure_options   VARCHAR(7) NOT NULL,
    report_uris       VARCHAR(3500) NOT NULL,
    different_results INTEGER NOT NULL,
    UNIQUE (report_day, domain)
);

-- How many of their mails had which results.
CREATE SEQUENCE dmarc_mails_seq INCREMENT BY 64;
CREATE TABLE dmarc_mails (
    id           BIGINT PRIMARY KEY,
    day_id       BIGINT NOT NULL REFERENCES dmarc_day,
    digest       CHAR(64) NOT NULL, -- of the results
    mails        BIGINT NOT NULL,
    source       VARCHAR(45) NOT NULL,
    disposition  VARCHAR(10) NOT NULL,
    aligned_dkim VARCHAR(4) NOT NULL,
    aligned_spf  VARCHAR(4) NOT NULL,
    reason       VARCHAR(20) NOT NULL,
    author       VARCHAR(253) NOT NULL,
    sender       VARCHAR(253) NOT NULL,
    signatures   VARCHAR(2100) NOT NULL,
    spf_domain   VARCHAR(253) NOT NULL,
    spf_scope    VARCHAR(5) NOT NULL,
    spf_result   VARCHAR(9) NOT NULL,
    UNIQUE (day_id, digest)
);
