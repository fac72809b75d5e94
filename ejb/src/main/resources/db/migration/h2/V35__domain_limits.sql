-- How much a domain may have; null for no limit.
ALTER TABLE domain ADD COLUMN max_accounts BIGINT;
ALTER TABLE domain ADD COLUMN max_aliases BIGINT;
ALTER TABLE domain ADD COLUMN max_quota BIGINT; -- octets, of one account
