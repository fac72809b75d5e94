package org.letterwing.mailbox;

/** How messages are put into threads (RFC 5256 4). */
public enum ThreadAlgorithm {
    ORDEREDSUBJECT,
    REFERENCES
}
