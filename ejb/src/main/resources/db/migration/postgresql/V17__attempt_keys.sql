-- Rows of the log get their keys by themselves, so that many can be inserted without Hibernate.
ALTER TABLE queue_attempt ALTER COLUMN id SET DEFAULT nextval('queue_attempt_seq');
