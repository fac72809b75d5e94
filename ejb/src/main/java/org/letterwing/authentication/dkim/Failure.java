package org.letterwing.authentication.dkim;

/** A signature did not pass. Its message is the reason, of ASCII without parentheses and quotes. */
public final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    /** Says what became of the check, and why. */
    public Failure(Verdict verdict, String reason) {
        super(reason, null, false, false); // an ordinary outcome, and mails may bring many
        this.verdict = verdict;
    }

    /** Returns what became of the check. */
    public Verdict verdict() {
        return verdict;
    }
}
