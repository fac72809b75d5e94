package org.letterwing.directory;

/** A password or a code is wrong: who asks has to count that like a login that failed. */
public class WrongSecretException extends DirectoryException {

    /** Tells what is wrong. */
    public WrongSecretException(Reason reason) {
        super(reason);
    }
}
