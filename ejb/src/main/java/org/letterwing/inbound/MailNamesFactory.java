package org.letterwing.inbound;

import java.util.concurrent.Semaphore;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.arrival.MailNames;
import org.letterwing.settings.SenderSettings;
import org.letterwing.spi.MailServer;

/** Makes what all but the checks of arriving mail ask of DNS; all together have a bound. Thread-safe. */
@ApplicationScoped
public class MailNamesFactory {

    private static final int QUESTIONS = 20;

    private final Semaphore questions = new Semaphore(QUESTIONS);

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    /** Begins the time of some questions. */
    @Produces
    Names names() {
        return new MailNames(server.names(), questions, SenderSettings.TIMEOUT.get());
    }
}
