package org.letterwing.adapter;

/** The sink is not there, or too many mails wait for it. */
final class SinkBusyException extends Exception {

    private static final long serialVersionUID = 1L;

    SinkBusyException() {
        super("The sink takes no mail now", null, false, false);
    }
}
