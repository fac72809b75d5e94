package org.letterwing.audit;

import java.time.Instant;
import java.util.List;

import org.letterwing.directory.Change.Detail;

/**
 * A change as administrators see it.
 *
 * @param id its key: the higher, the newer
 * @param time when it was made, by the database's clock
 * @param principal who made it
 * @param client from which address; null if that is not known
 * @param operation what was done, in words
 * @param subject to what: a domain, an address, a key
 * @param details what was before, and what is now
 */
public record AuditView(
        long id,
        Instant time,
        String principal,
        String client,
        String operation,
        String subject,
        List<Detail> details) {

    /** Copies the list. */
    public AuditView {
        details = List.copyOf(details);
    }
}
