-- What was found out of who sent a mail, if it was looked at, for applications that get it later.
ALTER TABLE queued_mail ADD COLUMN spf_result VARCHAR(11);
ALTER TABLE queued_mail ADD COLUMN spf_domain VARCHAR(255);
ALTER TABLE queued_mail ADD COLUMN dkim_domains VARCHAR(2560); -- with spaces between
ALTER TABLE queued_mail ADD COLUMN dmarc_result VARCHAR(11);
ALTER TABLE queued_mail ADD COLUMN author_domain VARCHAR(255);
ALTER TABLE queued_mail ADD COLUMN quarantined BOOLEAN;
ALTER TABLE queued_mail ADD COLUMN arc_result VARCHAR(11);
