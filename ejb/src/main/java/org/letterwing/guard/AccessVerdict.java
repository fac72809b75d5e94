package org.letterwing.guard;

/** What is done with clients of a network. */
public enum AccessVerdict {
    /** They are turned away. */
    REFUSE,
    /** They are let in although they lie in a network that is turned away. */
    LET_IN
}
