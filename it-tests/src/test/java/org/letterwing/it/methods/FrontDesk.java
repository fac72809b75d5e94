package org.letterwing.it.methods;

import org.letterwing.api.Envelope;
import org.letterwing.api.MailMethods;
import org.letterwing.api.OnMail;

/** What all desks of the application take. Not public, as superclasses may be. */
abstract class FrontDesk {

    abstract void write(String line);

    @OnMail
    @MailMethods.Recipient("desk@desk.test")
    public void visit(Envelope envelope) {
        write("visit for " + envelope.recipients().size());
    }
}
