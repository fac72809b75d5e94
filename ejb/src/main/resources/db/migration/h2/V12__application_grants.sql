-- As whom an application may send, by its deployment's name: each right is an account's or an application's.
ALTER TABLE sender_grant ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE sender_grant ADD COLUMN application VARCHAR(255);
ALTER TABLE sender_grant ADD CONSTRAINT sender_grant_application UNIQUE (application, address);
ALTER TABLE sender_grant ADD CONSTRAINT sender_grant_holder CHECK ((account_id IS NULL) <> (application IS NULL));
