package org.letterwing.it;

/** How thorough the tests are: short by default, long with {@code -Pfull}. */
final class TestForm {

    /** Whether the long forms run. */
    static final boolean FULL = Boolean.getBoolean("letterwing.test.full");

    private TestForm() {}

    /** Returns how many rounds a test that repeats itself has. */
    static int rounds(int shortForm, int longForm) {
        return FULL ? longForm : shortForm;
    }
}
