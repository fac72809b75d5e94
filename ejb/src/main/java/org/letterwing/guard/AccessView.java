package org.letterwing.guard;

import java.time.Instant;

/**
 * A network that an administrator has added to those of the settings.
 *
 * @param id its key
 * @param network in CIDR
 * @param verdict what is done with its clients
 * @param note why; may be empty
 * @param since when it was added
 * @param until when it ends; null for never
 */
public record AccessView(long id, String network, AccessVerdict verdict, String note, Instant since, Instant until) {}
