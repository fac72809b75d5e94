-- The domain of the alias that leads to a recipient, in whose name the mail is sealed; null if none does.
ALTER TABLE queue_entry ADD COLUMN alias_domain VARCHAR(255);
UPDATE queue_entry SET alias_domain = SUBSTRING(sender FROM POSITION('@' IN sender) + 1) WHERE sender IS NOT NULL;
