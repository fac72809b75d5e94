package org.letterwing.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A message that is added to a mailbox (RFC 9051 6.3.12).
 *
 * @param flags its flags
 * @param internalDate its date; null for now
 * @param content what it says
 */
public record NewMessage(Flags flags, Instant internalDate, Content content) {

    /** The octets of a message. */
    public interface Content {

        /** Returns how many there are. */
        long size();

        /** Opens them from the start, for the caller to close. */
        InputStream open() throws IOException;
    }
}
