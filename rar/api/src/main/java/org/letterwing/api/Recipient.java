package org.letterwing.api;

/**
 * One recipient of an envelope.
 *
 * @param address {@code local-part@domain} as the client gave it, source route dropped and needless quotes removed
 */
public record Recipient(String address) {}
