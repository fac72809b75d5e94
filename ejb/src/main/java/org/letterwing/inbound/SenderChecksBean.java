package org.letterwing.inbound;

import java.security.SecureRandom;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.letterwing.api.InboundMail;
import org.letterwing.api.SessionFacts;
import org.letterwing.authentication.arrival.ArrivalCheck;
import org.letterwing.authentication.arrival.ArrivalLanes;
import org.letterwing.authentication.arrival.MailQuestions;
import org.letterwing.authentication.arrival.SenderVerdicts;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.directory.RelayPolicy;
import org.letterwing.settings.DmarcMode;
import org.letterwing.settings.SenderSettings;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.SenderChecks;

/** Checks the mails of strangers, and passes those of users. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SenderChecksBean implements SenderChecks {

    /** The listener for other servers; on the others there are users alone. */
    private static final String LISTENER = "smtp";

    /** Octets of the header that the server has added itself, at most. */
    private static final int ADDED_HEADER = 8192;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    @Inject
    private RelayPolicy relay;

    @Inject
    private Event<SenderVerdicts> found;

    private final MailQuestions.Room room = new MailQuestions.Room();
    private DmarcMode mode;
    private ArrivalLanes lanes;

    @PostConstruct
    void start() {
        mode = SenderSettings.DMARC.get();
        ArrivalCheck.Rules rules = new ArrivalCheck.Rules(
                Settings.HOSTNAME.get(),
                SmtpSettings.MAX_HEADER.get() + ADDED_HEADER,
                mode,
                SenderSettings.ARC_TRUSTED.get());
        ArrivalCheck check = new ArrivalCheck(
                rules,
                () -> MailQuestions.of(server.names(), room, SenderSettings.TIMEOUT.get()),
                PublicSuffixList.bundled(),
                new SecureRandom(),
                found::fire);
        lanes = new ArrivalLanes(check, managedThreads);
    }

    @Override
    public CompletionStage<CheckedMail> check(InboundMail mail) {
        return mode == DmarcMode.OFF || isKnown(mail.session()) ? lanes.pass(mail) : lanes.check(mail);
    }

    private boolean isKnown(SessionFacts session) {
        return !session.listener().equals(LISTENER) || relay.mayRelay(session);
    }

    @PreDestroy
    void stop() {
        lanes.close();
    }
}
