package org.letterwing.directory;

import java.util.Locale;

import jakarta.ejb.ApplicationException;

/** The directory can't do what was asked; the message says to people what to do instead, in English. */
@ApplicationException(rollback = true)
public class DirectoryException extends Exception {

    /** What is wrong. */
    public enum Kind {
        /** A name or number is not written as it must be. */
        MALFORMED,
        /** There is nothing of that name. */
        NOT_FOUND,
        /** The name is taken, or what is to be removed is not empty. */
        CONFLICT,
        /** It is well written, and can't be. */
        UNPROCESSABLE,
        /** It is there, and the caller may not do that to it. */
        FORBIDDEN,
        /** What is to be changed is not what the client has seen. */
        STALE
    }

    private final Refusal refusal;

    /**
     * Tells what is wrong.
     *
     * @param values what it is about, in the places that the reason's text has for it
     */
    public DirectoryException(Reason reason, Object... values) {
        this(Refusal.of(reason, values));
    }

    private DirectoryException(Refusal refusal) {
        super(refusal.text(Locale.ENGLISH));
        this.refusal = refusal;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return refusal.reason().kind();
    }

    /** Returns what is refused and why, for people of every language. */
    public Refusal refusal() {
        return refusal;
    }
}
