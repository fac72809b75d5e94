package org.letterwing.spi;

/** A listener of an application takes no mail here now: nothing was done. */
public class ListenerAwayException extends Exception {

    /** Makes one that says why. */
    public ListenerAwayException(String message) {
        super(message);
    }
}
