package org.letterwing.spi;

import jakarta.ejb.ApplicationException;

/** Another session holds the maildrop (RFC 1939 4). */
@ApplicationException(rollback = true)
public class MaildropInUseException extends Exception {

    /** Names the account in its message. */
    public MaildropInUseException(String account) {
        super("Another session holds the maildrop of " + account);
    }
}
