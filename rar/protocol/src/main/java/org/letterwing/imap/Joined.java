package org.letterwing.imap;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Several sequences of responses, one after the other. */
final class Joined implements Iterator<Response> {

    private final Iterator<? extends Iterator<? extends Response>> rest;
    private Iterator<? extends Response> now = List.<Response>of().iterator();

    Joined(List<? extends Iterator<? extends Response>> all) {
        rest = all.iterator();
    }

    @Override
    public boolean hasNext() {
        while (!now.hasNext() && rest.hasNext()) {
            now = rest.next();
        }
        return now.hasNext();
    }

    @Override
    public Response next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return now.next();
    }
}
