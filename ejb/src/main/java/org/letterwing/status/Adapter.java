package org.letterwing.status;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import org.letterwing.spi.MailServer;

/** What the resource adapter says of itself. It is there only while the adapter is, so it can't be injected. */
public final class Adapter {

    private Adapter() {}

    /** Returns the mail server; empty while the adapter is not started. */
    public static Optional<MailServer> mailServer() {
        try {
            return Optional.of(InitialContext.doLookup(MailServer.JNDI_NAME));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }
}
