package org.letterwing.directory;

import java.time.Instant;

/**
 * An account as the administrator sees it.
 *
 * @param localPart the name before the {@code @}, in lower case
 * @param address the account's address, its domain of U-labels
 * @param quotaBytes how much the mailbox may hold, in octets; null for no limit
 * @param usedBytes how much it holds, in octets
 * @param created when the account was added
 * @param suspended whether nobody can log in to it; it gets mail as before
 * @param lastLogin about when somebody has last logged in; null for never
 * @param secondFactor whether its password opens the console alone, together with a code
 */
public record AccountView(
        String localPart,
        String address,
        Long quotaBytes,
        long usedBytes,
        Instant created,
        boolean suspended,
        Instant lastLogin,
        boolean secondFactor) {}
