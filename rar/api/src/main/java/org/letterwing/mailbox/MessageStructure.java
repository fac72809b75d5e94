package org.letterwing.mailbox;

/**
 * What a message is made of (RFC 9051 7.5.2, ENVELOPE and BODYSTRUCTURE). All texts are octets of the message, one for
 * each character (ISO 8859-1): nothing is decoded.
 *
 * @param envelope of the message
 * @param root the message's own body, with those in it
 */
public record MessageStructure(Envelope envelope, Part root) {}
