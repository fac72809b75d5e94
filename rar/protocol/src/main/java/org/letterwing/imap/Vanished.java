package org.letterwing.imap;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.letterwing.mailbox.UidSet;

/** Tells of messages that are gone by their UIDs (RFC 7162 3.2.10), so many at once that a line stays a line. */
final class Vanished implements Iterator<Response> {

    private static final int RANGES_IN_LINE = 200;

    private final List<UidSet.Range> ranges;
    private final String start;
    private int at;

    /**
     * Makes the responses.
     *
     * @param earlier whether they were gone before the client asked, so that numbers stay as they are
     */
    Vanished(UidSet gone, boolean earlier) {
        ranges = gone.ranges();
        start = earlier ? "* VANISHED (EARLIER) " : "* VANISHED ";
    }

    @Override
    public boolean hasNext() {
        return at < ranges.size();
    }

    @Override
    public Response next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int to = Math.min(at + RANGES_IN_LINE, ranges.size());
        UidSet part = UidSet.ofRanges(ranges.subList(at, to));
        at = to;
        return out -> out.text(start).text(part.toString()).end();
    }
}
