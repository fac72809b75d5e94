package org.letterwing.spi;

/** Where it is told what happens to mails. Thread-safe. */
public interface TraceSink {

    /** Takes note of an event. It never waits and never fails: what is too much is dropped, and counted. */
    void tell(MailEvent event);
}
