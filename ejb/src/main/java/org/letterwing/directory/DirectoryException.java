package org.letterwing.directory;

import jakarta.ejb.ApplicationException;

/** The directory can't do what was asked; the message says to people what to do instead. */
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

    private final Kind kind;

    /** Tells what is wrong, and in one or two sentences what to do. */
    public DirectoryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }
}
