-- What messages are made of, each read from its octets when it was first asked for. May be emptied at any time.
CREATE TABLE message_structure (
    message_id BIGINT PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    data       VARBINARY(1048576) NOT NULL -- begins with the version of its form
);
