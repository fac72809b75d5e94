package org.letterwing.mailbox;

/** What a mailbox is for (RFC 6154 2), written with a backslash before it. */
public enum SpecialUse {
    ARCHIVE("Archive"),
    DRAFTS("Drafts"),
    JUNK("Junk"),
    SENT("Sent"),
    TRASH("Trash");

    private final String attribute;

    SpecialUse(String attribute) {
        this.attribute = "\\" + attribute;
    }

    /** Returns the attribute of LIST, such as {@code \Sent}. */
    public String attribute() {
        return attribute;
    }
}
