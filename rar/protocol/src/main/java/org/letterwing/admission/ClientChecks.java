package org.letterwing.admission;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.letterwing.dns.Dns;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spool.MailContent;

/**
 * Checks clients that have not logged in, before a mail system is asked for their recipients. So a refusal stands beside
 * sender and recipient in logs, users on networks that lists condemn can log in, and postmaster can be reached by
 * everybody (RFC 5321 4.5.1). Thread-safe.
 */
public final class ClientChecks implements SmtpBackend {

    private static final System.Logger LOG = System.getLogger(ClientChecks.class.getName());
    private static final CompletionStage<Reply> FINE = CompletableFuture.completedStage(null);

    private final SmtpBackend system;
    private final Rules rules;
    private final BlockLists blockLists;
    private final ClientNames names;

    /**
     * What is checked.
     *
     * @param trusted which addresses are not checked
     * @param reverseDns whether the client's address must have a name that leads back to it
     * @param helo whether the name that the client gives must exist
     * @param greylist asks those who are new to come again; null for no greylisting
     */
    public record Rules(Predicate<InetAddress> trusted, Check reverseDns, Check helo, Greylist greylist) {}

    /**
     * Puts the checks before a mail system.
     *
     * @param blockLists the lists that are asked, possibly none
     */
    public ClientChecks(SmtpBackend system, Rules rules, BlockLists blockLists, Dns dns) {
        this.system = system;
        this.rules = rules;
        this.blockLists = blockLists;
        this.names = new ClientNames(dns);
    }

    @Override
    public Optional<Reply> refuseSession(SmtpSession session) {
        return system.refuseSession(session);
    }

    @Override
    public CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses) {
        return system.refuseSender(session, addresses);
    }

    @Override
    public CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address) {
        SmtpSession session = transaction.session();
        if (session.user().isPresent() || rules.trusted.test(session.client().getAddress()) || isPostmaster(address)) {
            return system.recipient(transaction, address);
        }
        return judge(session)
                .thenCompose(refusal -> refusal != null
                        ? CompletableFuture.completedStage(refuse(session, refusal))
                        : system.recipient(transaction, address)
                                .thenCompose(answer -> greylisted(transaction, address, answer)));
    }

    private static boolean isPostmaster(String address) {
        return address.regionMatches(true, 0, "postmaster", 0, 10)
                && (address.length() == 10 || address.charAt(10) == '@');
    }

    private static RecipientReply refuse(SmtpSession session, Reply refusal) {
        LOG.log(
                Level.INFO,
                "{0}, {1}, is refused: {2}",
                session.client().getAddress().getHostAddress(),
                session.heloName(),
                refusal.lines().get(0));
        return new RecipientReply(refusal, null);
    }

    /** Returns why the client is refused; null if it isn't. */
    private CompletionStage<Reply> judge(SmtpSession session) {
        return listed(session)
                .thenCompose(listed -> listed != null ? CompletableFuture.completedStage(listed) : named(session));
    }

    private CompletionStage<Reply> listed(SmtpSession session) {
        InetAddress client = session.client().getAddress();
        return blockLists
                .condemning(client)
                .thenApply(zones -> zones.isEmpty() ? null : CheckReplies.listed(client, zones));
    }

    private CompletionStage<Reply> named(SmtpSession session) {
        if (rules.reverseDns == Check.OFF && rules.helo == Check.OFF) {
            return FINE;
        }
        List<String> remarks = new ArrayList<>();
        return reverse(session, remarks)
                .thenCompose(
                        refusal -> refusal != null ? CompletableFuture.completedStage(refusal) : helo(session, remarks))
                .thenApply(refusal -> {
                    session.remark(remarks);
                    return refusal;
                });
    }

    private CompletionStage<Reply> reverse(SmtpSession session, List<String> remarks) {
        if (rules.reverseDns == Check.OFF) {
            return FINE;
        }
        return names.confirmed(session).handle((name, failure) -> {
            if (failure != null) {
                remarks.add("iprev=temperror");
                return rules.reverseDns == Check.REQUIRE ? CheckReplies.NO_ANSWER : null;
            }
            remarks.add(name.map(n -> "iprev=pass " + n).orElse("iprev=fail"));
            return name.isEmpty() && rules.reverseDns == Check.REQUIRE ? CheckReplies.NO_NAME : null;
        });
    }

    private CompletionStage<Reply> helo(SmtpSession session, List<String> remarks) {
        if (rules.helo == Check.OFF) {
            return FINE;
        }
        return names.heloExists(session).handle((exists, failure) -> {
            if (failure != null) {
                remarks.add("helo=temperror");
                return rules.helo == Check.REQUIRE ? CheckReplies.NO_ANSWER : null;
            }
            remarks.add(exists ? "helo=pass" : "helo=fail");
            return !exists && rules.helo == Check.REQUIRE ? CheckReplies.HELO_UNKNOWN : null;
        });
    }

    private CompletionStage<RecipientReply> greylisted(
            MailTransaction transaction, String address, RecipientReply answer) {
        if (rules.greylist == null || !answer.reply().isPositive()) {
            return CompletableFuture.completedStage(answer);
        }
        InetAddress client = transaction.session().client().getAddress();
        return rules.greylist.delay(client, transaction.reversePath(), address).handle((delay, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The greylist gave no answer, so a client may send at once", failure);
                return answer;
            }
            return delay.compareTo(Duration.ZERO) <= 0
                    ? answer
                    : new RecipientReply(CheckReplies.greylisted(delay), null);
        });
    }

    @Override
    public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
        return system.deliver(transaction, content);
    }
}
