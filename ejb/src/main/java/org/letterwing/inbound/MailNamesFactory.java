package org.letterwing.inbound;

import java.util.concurrent.Semaphore;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.arrival.MailNames;
import org.letterwing.settings.SenderSettings;
import org.letterwing.spi.MailServer;

/** Makes what the checks of a mail, or a report on them, ask of DNS; all together have a bound. Thread-safe. */
@ApplicationScoped
public class MailNamesFactory {

    /** Questions that may be under way: fewer than the adapter can ask, for the queue asks too. */
    private static final int QUESTIONS = 300;

    private final Semaphore questions = new Semaphore(QUESTIONS);

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    /** Begins the time of a mail. */
    @Produces
    Names names() {
        return new MailNames(server.names(), questions, SenderSettings.TIMEOUT.get());
    }
}
