package org.letterwing.admission;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Rcode;

import org.letterwing.dns.Dns;
import org.letterwing.dns.TestDns;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spool.MailContent;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Checks of clients against a real DNS server. */
@Timeout(60)
class ClientChecksTest {

    private static final Reply OK = Reply.of(250, "2.1.5", "Recipient OK");

    private final TestDns server = new TestDns();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Dns dns = new Dns(List.of(server.address()), Duration.ofSeconds(2), timer);
    private final Session session = new Session();
    private final List<BlockLists.Zone> zones = new ArrayList<>();
    private Check reverseDns = Check.OFF;
    private Check helo = Check.OFF;
    private Greylist greylist;

    @AfterEach
    void close() {
        dns.close();
        timer.shutdownNow();
        server.close();
    }

    @Test
    void whoIsListedIsRefusedAndToldByWhom() {
        list("bl.example");
        server.knows("7.2.0.192.bl.example. A 127.0.0.2");
        assertEquals("554 5.7.1 Your address 192.0.2.7 is listed by bl.example", ask("bob@example.org"));
        assertEquals(OK.lines().get(0), ask("postmaster@example.org").substring(10));
        session.user = "alice";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        session.user = null;
        session.client = "192.0.2.8";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        session.client = "192.0.2.66"; // trusted
        server.knows("66.2.0.192.bl.example. A 127.0.0.2");
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
    }

    @Test
    void ipv6IsListedByItsNibbles() {
        list("bl.example");
        server.knows("7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example. A 127.0.0.2");
        session.client = "2001:db8::7";
        assertEquals("554 5.7.1 Your address 2001:db8::7 is listed by bl.example", ask("bob@example.org"));
    }

    @Test
    void scoresAddUp() {
        zones.add(new BlockLists.Zone("one.example", 1));
        zones.add(new BlockLists.Zone("two.example", 1));
        zones.add(new BlockLists.Zone("three.example", 1));
        works("one.example", "two.example", "three.example");
        server.knows("7.2.0.192.one.example. A 127.0.0.2");
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org", 2));
        server.knows("8.2.0.192.one.example. A 127.0.0.4", "8.2.0.192.three.example. A 127.0.0.2");
        session.client = "192.0.2.8";
        assertEquals(
                "554 5.7.1 Your address 192.0.2.8 is listed by one.example, three.example", ask("bob@example.org", 2));
    }

    @Test
    void aListThatIsBrokenListsNobody() {
        zones.add(new BlockLists.Zone("everybody.example", 1));
        zones.add(new BlockLists.Zone("dead.example", 1));
        zones.add(new BlockLists.Zone("odd.example", 1));
        zones.add(new BlockLists.Zone("denied.example", 1));
        zones.add(new BlockLists.Zone("failing.example", 1));
        works("everybody.example", "odd.example", "denied.example", "failing.example");
        server.knows(
                "1.0.0.127.everybody.example. A 127.0.0.2",
                "7.2.0.192.everybody.example. A 127.0.0.2",
                "7.2.0.192.dead.example. A 127.0.0.2",
                "7.2.0.192.odd.example. A 203.0.113.1",
                "7.2.0.192.denied.example. A 127.255.255.254");
        server.fails("7.2.0.192.failing.example.", Rcode.SERVFAIL);
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
    }

    @Test
    void anAddressMustLeadBackToItself() {
        reverseDns = Check.REQUIRE;
        assertEquals("550 5.7.25 Your address has no name in DNS that leads back to it", ask("bob@example.org"));
        server.knows("8.2.0.192.in-addr.arpa. PTR liar.example.", "liar.example. A 192.0.2.99");
        session.client = "192.0.2.8";
        assertEquals("550 5.7.25 Your address has no name in DNS that leads back to it", ask("bob@example.org"));
        assertEquals(List.of("iprev=fail"), session.remarks);
        server.knows(
                "9.2.0.192.in-addr.arpa. PTR other.example.",
                "9.2.0.192.in-addr.arpa. PTR mx.example.",
                "mx.example. A 192.0.2.9");
        session.client = "192.0.2.9";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        assertEquals(List.of("iprev=pass mx.example"), session.remarks);
        session.client = "192.0.2.10";
        session.nameFromProxy = "told.example";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        server.fails("11.2.0.192.in-addr.arpa.", Rcode.SERVFAIL);
        session.nameFromProxy = null;
        session.client = "192.0.2.11";
        assertEquals("451 4.4.3 DNS gives no answer about you now, try again later", ask("bob@example.org"));
    }

    @Test
    void theNameOfEhloMustExist() {
        helo = Check.REQUIRE;
        assertEquals("550 5.7.1 The name that you gave with EHLO does not exist in DNS", ask("bob@example.org"));
        server.knows("real.example. AAAA 2001:db8::1");
        session.heloName = "real.example";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        session.heloName = "[192.0.2.7]";
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        session.heloName = "[192.0.2.8]";
        assertEquals("550 5.7.1 The name that you gave with EHLO does not exist in DNS", ask("bob@example.org"));
    }

    @Test
    void whatIsMarkedIsNotRefused() {
        reverseDns = Check.MARK;
        helo = Check.MARK;
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        assertEquals(List.of("iprev=fail", "helo=fail"), session.remarks);
        server.fails("8.2.0.192.in-addr.arpa.", Rcode.SERVFAIL).isLate("helo.example.", Duration.ofDays(1));
        session.client = "192.0.2.8";
        session.heloName = "late.example";
        server.isLate("late.example.", Duration.ofDays(1));
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        assertEquals(List.of("iprev=temperror", "helo=temperror"), session.remarks);
    }

    @Test
    void whoIsNewComesAgain() {
        List<String> noted = new ArrayList<>();
        greylist = (client, sender, recipient) -> {
            noted.add(client.getHostAddress() + " " + sender + " " + recipient);
            return CompletableFuture.completedStage(Duration.ofMillis(299_500));
        };
        assertEquals("451 4.7.1 Greylisted, you are new here: try again in 300 seconds", ask("bob@example.org"));
        assertEquals("550 5.1.1 No such mailbox", ask("nobody@example.org"));
        assertEquals(List.of("192.0.2.7 alice@example.com bob@example.org"), noted);
        greylist = (client, sender, recipient) -> CompletableFuture.completedStage(Duration.ZERO);
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
        greylist = (client, sender, recipient) -> CompletableFuture.failedStage(new IllegalStateException("away"));
        assertEquals("250 2.1.5 Recipient OK", ask("bob@example.org"));
    }

    private void list(String zone) {
        zones.add(new BlockLists.Zone(zone, 1));
        works(zone);
    }

    /** Gives zones the test point that RFC 5782 5 asks for. */
    private void works(String... names) {
        for (String name : names) {
            server.knows("2.0.0.127." + name + ". A 127.0.0.2");
        }
    }

    private String ask(String recipient) {
        return ask(recipient, 1);
    }

    private String ask(String recipient, int threshold) {
        var checks = new ClientChecks(
                new MailSystem(),
                new ClientChecks.Rules(
                        address -> address.getHostAddress().equals("192.0.2.66"), reverseDns, helo, greylist),
                new BlockLists(dns, zones, threshold),
                dns);
        var transaction = new Transaction(session).open();
        Reply reply = checks.recipient(transaction, recipient)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .reply();
        return reply.code() + " " + reply.enhancedCode() + " " + reply.lines().get(0);
    }

    private record Transaction(SmtpSession session) {

        private MailTransaction open() {
            return new MailTransaction(session, "alice@example.com", MailOptions.NONE, List.of());
        }
    }

    private static final class MailSystem implements SmtpBackend {

        @Override
        public Optional<Reply> refuseSession(SmtpSession session) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address) {
            Reply reply = address.startsWith("nobody") ? Reply.of(550, "5.1.1", "No such mailbox") : OK;
            return CompletableFuture.completedStage(new RecipientReply(reply, null));
        }

        @Override
        public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Session implements SmtpSession {

        private String client = "192.0.2.7";
        private String heloName = "client.example";
        private String nameFromProxy;
        private String user;
        private List<String> remarks = List.of();

        @Override
        public UUID id() {
            return new UUID(0, 1);
        }

        @Override
        public String listener() {
            return "smtp";
        }

        @Override
        public InetSocketAddress client() {
            return new InetSocketAddress(client, 4711);
        }

        @Override
        public String heloName() {
            return heloName;
        }

        @Override
        public Optional<org.letterwing.tls.TlsConnection> tls() {
            return Optional.empty();
        }

        @Override
        public String nameFromProxy() {
            return nameFromProxy;
        }

        @Override
        public List<String> remarks() {
            return remarks;
        }

        @Override
        public void remark(List<String> found) {
            remarks = List.copyOf(found);
        }

        @Override
        public Optional<String> user() {
            return Optional.ofNullable(user);
        }
    }
}
