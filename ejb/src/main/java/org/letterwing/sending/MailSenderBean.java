package org.letterwing.sending;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.PersistenceException;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.api.Envelope;
import org.letterwing.api.MailNotSentException;
import org.letterwing.api.MailSender;
import org.letterwing.api.Refusal;
import org.letterwing.api.SendOptions;
import org.letterwing.api.SessionFacts;
import org.letterwing.directory.ApplicationSenders;
import org.letterwing.directory.RecipientPolicy;
import org.letterwing.queue.Intake;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/** Takes mail of applications over (RFC 5598 2.2.3), in their transactions. */
@Stateless
@Local(MailSender.class)
@Pool("slsb-strict-max-pool")
@PermitAll
public class MailSenderBean implements MailSender {

    private static final String TWO_LOCAL_RESOURCES =
            "The mail can't be sent in this transaction: another data source that takes part in it has no two-phase commit,"
                    + " and Letterwing's has none either, and one of them must. Make the application's data source an XA"
                    + " data source, or set letterwing.db.xa to true";

    @Inject
    private ApplicationSenders senders;

    @Inject
    private RecipientPolicy recipients;

    @Inject
    private Intake intake;

    /** For the container. */
    public MailSenderBean() {}

    /** Works with the given beans. */
    MailSenderBean(ApplicationSenders senders, RecipientPolicy recipients, Intake intake) {
        this.senders = senders;
        this.recipients = recipients;
        this.intake = intake;
    }

    @Override
    public UUID send(MimeMessage message) throws MailNotSentException {
        return send(message, SendOptions.NONE);
    }

    @Override
    public UUID send(MimeMessage message, SendOptions options) throws MailNotSentException {
        try {
            return send(message, options, Caller.find());
        } catch (PersistenceException e) {
            throw isSecondLocalResource(e) ? new EJBException(TWO_LOCAL_RESOURCES, e) : e;
        }
    }

    /** IronJacamar has no exception of its own for it; the transaction is marked for rollback by then. */
    private static boolean isSecondLocalResource(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(t -> String.valueOf(t.getMessage()).startsWith("IJ000461"));
    }

    /** Sends a mail of an application. */
    UUID send(MimeMessage message, SendOptions options, Caller caller) throws MailNotSentException {
        try (WrittenMail written = WrittenMail.of(message, caller.classLoader())) {
            checkHops(written);
            SessionFacts session = session(caller);
            String sender = Envelopes.sender(written, options);
            Addressees to = Addressees.of(
                    message,
                    options,
                    address -> recipients
                            .answer(new RecipientQuestion(session, sender, address, written.size()))
                            .refusal());
            Envelope envelope = Envelopes.of(sender, to.recipients(), written, options);
            checkAuthors(written, sender, caller.application());
            SentMail mail = SentMail.of(written, envelope, session);
            store(mail, to.later());
            return mail.deliveryId();
        }
    }

    private void store(SentMail mail, Set<String> later) throws MailNotSentException {
        Verdict verdict;
        try {
            verdict = intake.takeSent(mail, later);
        } catch (StorageFullException e) {
            if (e.getCause() == null) {
                throw new MailNotSentException(e.getMessage() + ": give it more, then try again", e);
            }
            throw new EJBException(e.getMessage(), e); // the transaction is broken
        }
        if (!verdict.isTaken()) {
            throw new MailNotSentException("A recipient was removed just now: "
                    + verdict.refusal().map(Refusal::toString).orElse(""));
        }
    }

    /** RFC 5321 6.3 */
    private static void checkHops(WrittenMail written) throws MailNotSentException {
        int most = SmtpSettings.MAX_HOPS.get();
        if (written.count("Received") > most) {
            throw new MailNotSentException("The mail has more than " + most
                    + " Received lines: it seems to go round in a circle; look where it comes from");
        }
    }

    private void checkAuthors(WrittenMail written, String sender, String application) throws MailNotSentException {
        List<String> authors = new ArrayList<>(written.addresses("From"));
        authors.addAll(written.addresses("Sender"));
        if (!sender.isEmpty()) {
            authors.add(sender);
        }
        Optional<String> refused = senders.firstRefused(application, authors);
        if (refused.isPresent()) {
            throw new MailNotSentException("The application " + application + " may not send as " + refused.get()
                    + ": it has no listener for that address. An administrator grants it by POST"
                    + " /letterwing/api/v1/grants {\"application\":\"" + application + "\",\"address\":\""
                    + refused.get() + "\"}");
        }
    }

    /** The application stands for the user, so that its mail may go everywhere. */
    private static SessionFacts session(Caller caller) {
        return new SessionFacts(
                SessionFacts.APPLICATION,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                caller.application(),
                Optional.empty(),
                Optional.of(caller.application()));
    }
}
