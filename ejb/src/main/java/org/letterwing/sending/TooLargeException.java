package org.letterwing.sending;

import java.io.IOException;

/** A mail is larger than mails may be; the message says to people which limit it is. */
class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
