package org.letterwing.spi;

import jakarta.ejb.ApplicationException;

/** The session's hold of a maildrop has ended. */
@ApplicationException(rollback = true)
public class HoldLostException extends Exception {

    /** Tells that the hold has ended. */
    public HoldLostException() {
        super("The hold of the maildrop has ended");
    }
}
