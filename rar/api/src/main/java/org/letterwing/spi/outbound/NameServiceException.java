package org.letterwing.spi.outbound;

/** DNS did not answer, or could not; it may later. Its message is one line. */
public class NameServiceException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what was asked for. */
    public NameServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
