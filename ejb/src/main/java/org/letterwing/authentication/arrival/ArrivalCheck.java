package org.letterwing.authentication.arrival;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Refusal;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.results.AuthenticationResults;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.settings.DmarcMode;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.Refusals;

/**
 * Checks mails as they arrive, and marks them with what was found. No mail is lost or refused because the check of it
 * failed. Thread-safe.
 */
public final class ArrivalCheck {

    private static final System.Logger LOG = System.getLogger(ArrivalCheck.class.getName());

    private static final String RESULTS = AuthenticationResults.FIELD.toLowerCase(Locale.ROOT);

    private final Rules rules;
    private final Supplier<MailQuestions> questions;
    private final PublicSuffixList suffixes;
    private final RandomGenerator random;
    private final Consumer<SenderVerdicts> listener;

    /**
     * How this server checks.
     *
     * @param host its name
     * @param headerLimit the octets of the largest header that is taken, with what the server adds to it
     * @param mode what is done with what is found
     * @param trustedSealers the domains whose seals override DMARC
     */
    public record Rules(String host, int headerLimit, DmarcMode mode, Set<String> trustedSealers) {}

    /**
     * Makes the checks of a server.
     *
     * @param questions makes what the checks of one mail ask
     * @param random as {@link org.letterwing.authentication.dmarc.Dmarc} needs it
     * @param listener is told what was found of each mail that was checked
     */
    public ArrivalCheck(
            Rules rules,
            Supplier<MailQuestions> questions,
            PublicSuffixList suffixes,
            RandomGenerator random,
            Consumer<SenderVerdicts> listener) {
        this.rules = rules;
        this.questions = questions;
        this.suffixes = suffixes;
        this.random = random;
        this.listener = listener;
    }

    /** Checks a mail; waits for DNS. */
    public CheckedMail check(InboundMail mail) {
        try (InputStream content = mail.openContent()) {
            MessageReader reader = new MessageReader(content, rules.headerLimit());
            MessageHeader header = reader.header();
            SenderVerdicts found = followed(new SenderCheck(
                            questions.get(), rules.host(), suffixes, random, new TrustedSealers(rules.trustedSealers()))
                    .check(mail, reader, header));
            tell(found);
            String field = VerdictFields.of(found, rules.host()).field();
            return new CheckedMail(
                    new MarkedMail(mail, field, VerdictFacts.of(found), rules.host(), isSuspect(mail, header)),
                    refusal(found));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "It could not be checked who sent the mail " + mail.deliveryId(), e);
            return unknown(mail, "the check has failed");
        }
    }

    /** Takes a mail that is not checked, without what others said in this server's name. */
    public CheckedMail unchecked(InboundMail mail) {
        return marked(mail, "", SenderAuthentication.NOT_CHECKED);
    }

    /**
     * Takes a mail that can't be checked now.
     *
     * @param why for people
     */
    public CheckedMail unknown(InboundMail mail, String why) {
        return marked(mail, VerdictFields.unknown(rules.host(), why).field(), VerdictFacts.UNKNOWN);
    }

    private CheckedMail marked(InboundMail mail, String field, SenderAuthentication facts) {
        try (InputStream content = mail.openContent()) {
            boolean suspect = isSuspect(mail, new MessageReader(content, rules.headerLimit()).header());
            return new CheckedMail(
                    field.isEmpty() && !suspect ? mail : new MarkedMail(mail, field, facts, rules.host(), suspect),
                    Optional.empty());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The mail " + mail.deliveryId() + " could not be read", e);
            return new CheckedMail(mail, Optional.of(Refusals.TEMPORARY_FAILURE));
        }
    }

    /** Returns the same, of which nothing is done where mails are only marked. */
    private SenderVerdicts followed(SenderVerdicts found) {
        return rules.mode() == DmarcMode.APPLY ? found : found.withDisposition(Policy.NONE);
    }

    private static Optional<Refusal> refusal(SenderVerdicts found) {
        return found.disposition() == Policy.REJECT
                ? Optional.of(Refusals.dmarcReject(found.dmarc().domain()))
                : Optional.empty();
    }

    private void tell(SenderVerdicts found) {
        try {
            listener.accept(found);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What was found of a mail's sender could not be noted", e);
        }
    }

    /**
     * Returns whether the header may have a field that must go. In a binary mail lines may end oddly, and something may be a
     * field for other programs that is none here.
     */
    private static boolean isSuspect(InboundMail mail, MessageHeader header) {
        return !header.isWhole()
                || mail.envelope().features().contains(Envelope.Feature.BINARY_MIME)
                || !header.fields("").isEmpty()
                || !header.fields(RESULTS).isEmpty();
    }
}
