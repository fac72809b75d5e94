package org.letterwing.directory;

/** Where the beans that administer say what they did. */
public interface ChangeLog {

    /** Notes a change, in the transaction that makes it: both are there, or neither is. */
    void tell(Change change);
}
