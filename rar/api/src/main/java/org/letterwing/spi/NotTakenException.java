package org.letterwing.spi;

import jakarta.ejb.ApplicationException;

/** Something unexpected failed before the commit: the transaction is rolled back, and nothing of it remains. */
@ApplicationException(rollback = true)
public class NotTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Gives the reason. */
    public NotTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
