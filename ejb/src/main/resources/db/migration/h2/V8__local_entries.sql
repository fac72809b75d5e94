-- Recipients of this server wait in the queue too: for a time that their sender named, or for their application.
ALTER TABLE queue_entry ADD COLUMN ours BOOLEAN DEFAULT FALSE NOT NULL; -- it was taken as a recipient of ours
