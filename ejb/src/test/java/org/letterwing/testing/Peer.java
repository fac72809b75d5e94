package org.letterwing.testing;

import org.junit.jupiter.api.Assumptions;

/** A program beside the JDK that a test needs. */
public final class Peer {

    private Peer() {}

    /**
     * Skips the test with a line that says what to install; fails it where all tests must run: with {@code -Pfull},
     * or where the environment variable {@code CI} is set.
     *
     * @param present whether the program is there
     * @param install what is missing and how to get it
     */
    public static void require(boolean present, String install) {
        if (present) {
            return;
        }
        if (Boolean.getBoolean("letterwing.test.full") || System.getenv("CI") != null) {
            throw new AssertionError(install);
        }
        System.err.println("Skipped: " + install);
        Assumptions.abort(install);
    }
}
