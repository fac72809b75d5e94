package org.letterwing.directory;

import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.api.Refusal;
import org.letterwing.directory.Recipients.Member;
import org.letterwing.settings.DmarcMode;
import org.letterwing.settings.QueueSettings;
import org.letterwing.settings.SenderSettings;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.Refusals;
import org.letterwing.store.Mailboxes;

/**
 * Says at RCPT whether mail for an address is taken. Thread-safe.
 *
 * <p>A mailbox that has no room for the declared size refuses. An address with several accounts refuses only if none of
 * them has room; at delivery all of them get the mail. The use of a mailbox is known to the second, and mails on their
 * way in are not counted: a small overshoot is allowed.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class RecipientPolicy {

    private static final int KEPT = 20_000;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private RelayPolicy relay;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private ListenerBacklog backlog;

    /** The use of mailboxes, its version the second in which it was read. */
    private final VersionedCache<Long, Long> uses = new VersionedCache<>(KEPT);

    /** How many mails wait for listeners, its version the second in which it was counted. */
    private final VersionedCache<String, Long> backlogs = new VersionedCache<>(KEPT);

    /** For the container. */
    public RecipientPolicy() {}

    RecipientPolicy(RecipientDirectory directory, RelayPolicy relay, Mailboxes mailboxes, ListenerBacklog backlog) {
        this.backlog = backlog;
        this.directory = directory;
        this.relay = relay;
        this.mailboxes = mailboxes;
    }

    /** Answers for one address. */
    public RecipientAnswer answer(RecipientQuestion question) {
        long declaredSize = question.declaredSize();
        Recipients recipients = directory.recipients(question.address());
        return switch (recipients.kind()) {
            case FOREIGN -> foreign(question);
            case NOBODY -> RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT);
            case EXPIRED -> RecipientAnswer.refused(Refusals.RETURN_ADDRESS_EXPIRED);
            case FORGED -> RecipientAnswer.refused(Refusals.RETURN_ADDRESS_FORGED);
            case LISTENER -> listener(recipients.listener().orElseThrow(), question);
            case CATCH_ALL, NAMED -> {
                Refusal refusal = noRoom(recipients, declaredSize);
                yield refusal == null ? RecipientAnswer.SINK : RecipientAnswer.refused(refusal);
            }
        };
    }

    private RecipientAnswer listener(ListenerFacts listener, RecipientQuestion question) {
        if (!listener.takesFrom(question.reversePath())) {
            return RecipientAnswer.refused(Refusals.SENDER_NOT_WANTED);
        }
        boolean isUnknown =
                listener.requireAuthenticated() && question.session().user().isEmpty();
        if (isUnknown && SenderSettings.DMARC.get() == DmarcMode.OFF) {
            return RecipientAnswer.refused(Refusals.SENDER_UNKNOWN);
        }
        if (listener.maxMessageSize() > 0 && question.declaredSize() > listener.maxMessageSize()) {
            return RecipientAnswer.refused(Refusals.LARGER_THAN_APPLICATION_TAKES);
        }
        long waiting = backlogs.get(listener.name(), second(), backlog::count);
        RecipientAnswer answer = waiting < QueueSettings.LISTENER_BACKLOG.get()
                ? RecipientAnswer.listener(listener.name())
                : RecipientAnswer.listenerAlone(listener.name(), Refusals.APPLICATION_BACKLOG);
        return isUnknown ? answer.onlyAuthenticated() : answer;
    }

    private RecipientAnswer foreign(RecipientQuestion question) {
        if (!relay.mayRelay(question.session())) {
            return RecipientAnswer.refused(Refusals.RELAY_DENIED);
        }
        return Destination.of(question.address()).isPresent()
                ? RecipientAnswer.SINK
                : RecipientAnswer.refused(Refusals.NO_SUCH_DOMAIN);
    }

    /** Returns why no account has room; null if one has, or the mail goes on to another host too. */
    private Refusal noRoom(Recipients recipients, long declaredSize) {
        if (!recipients.elsewhere().isEmpty()) {
            return null;
        }
        Refusal refusal = Refusals.LARGER_THAN_QUOTA;
        for (Member member : recipients.members()) {
            Long quota = member.quota();
            if (quota == null) {
                return null;
            }
            if (declaredSize <= quota) {
                if (use(member.account()) + Math.max(declaredSize, 1) <= quota) {
                    return null;
                }
                refusal = Refusals.OVER_QUOTA; // there may be room later
            }
        }
        return refusal;
    }

    private long use(long account) {
        return uses.get(account, second(), mailboxes::use);
    }

    private static long second() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    }
}
