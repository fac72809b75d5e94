package org.letterwing.mailbox;

import java.util.OptionalLong;

/**
 * How much an account has, and may have (RFC 9208).
 *
 * @param used in octets
 * @param limit in octets; empty for no limit
 */
public record Quota(long used, OptionalLong limit) {}
