package org.letterwing.spi;

import java.util.List;
import java.util.UUID;

/**
 * A maildrop (RFC 1939 3) that a session holds.
 *
 * @param hold the key of the hold
 * @param mails what is in it, in the order of their UIDs
 */
public record Maildrop(UUID hold, List<Mail> mails) {

    /**
     * One mail of a maildrop.
     *
     * @param entry the entry's key, which never changes and is never given again
     * @param size the size of the content in octets
     */
    public record Mail(long entry, long size) {}
}
