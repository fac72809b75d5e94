package org.letterwing.imap;

import java.util.Iterator;
import java.util.PrimitiveIterator;

import org.letterwing.mailbox.UidSet;

/** Tells of messages that are gone by their numbers, each as it is after those before (RFC 9051 7.5.1). */
final class Expunges implements Iterator<Response> {

    private final UidSet before;
    private final PrimitiveIterator.OfLong gone;
    private long told;

    /**
     * Makes the responses.
     *
     * @param before all that had a number
     */
    Expunges(UidSet before, UidSet gone) {
        this.before = before;
        this.gone = gone.iterator();
    }

    @Override
    public boolean hasNext() {
        return gone.hasNext();
    }

    @Override
    public Response next() {
        long number = before.countBelow(gone.nextLong()) + 1 - told++;
        return out -> out.text("* ").number(number).text(" EXPUNGE").end();
    }
}
