package org.letterwing.guard;

import java.time.Instant;

/**
 * A ban.
 *
 * @param id its key
 * @param kind {@code address} or {@code account}
 * @param subject an IPv4 address, an IPv6 network of 64 bits, or an account's canonical name
 * @param times how often it was banned of late, this time included
 * @param since when it was banned
 * @param until when the ban ends
 */
public record BanView(long id, String kind, String subject, int times, Instant since, Instant until) {}
