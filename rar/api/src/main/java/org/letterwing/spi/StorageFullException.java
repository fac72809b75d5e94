package org.letterwing.spi;

import jakarta.ejb.ApplicationException;

/** There is no room to store mail; the transaction is rolled back, and the clients are told to try again later. */
@ApplicationException(rollback = true)
public class StorageFullException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what is full, with the database's own words as cause. */
    public StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
