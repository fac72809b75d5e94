package org.letterwing.authentication.report;

/** Something is no aggregate report, or more than one should be. */
public final class ReportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    ReportException(String message) {
        super(message);
    }

    /** Says what could not be read. */
    ReportException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
