package org.letterwing.authentication.arc;

import java.util.Locale;

import org.letterwing.authentication.dkim.TagList;

/** What a chain is worth (RFC 8617 4.4). */
public enum ChainStatus {
    /** There is no chain. */
    NONE,
    /** The chain is whole, and the message is as the newest sealer left it. */
    PASS,
    /** The chain is broken. */
    FAIL;

    /** Returns whether a seal with these tags says this of the chain before it. */
    boolean isSaidBy(TagList seal) {
        return seal.get("cv").filter(toString()::equalsIgnoreCase).isPresent();
    }

    /** Returns the word of RFC 8617. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
