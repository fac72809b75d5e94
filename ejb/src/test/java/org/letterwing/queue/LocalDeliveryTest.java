package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.directory.TestDirectory;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.TestStore;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Recipients of this server wait in the queue when there is a reason to, and get their mail out of it. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class LocalDeliveryTest extends QueueContract {

    private static final Set<Report> SUCCESS = Set.of(Report.SUCCESS);

    LocalDeliveryTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        database.run(em -> {
            TestDirectory.addDomain(em, "example.com");
            TestDirectory.addAccount(em, "example.com", "alice");
            TestDirectory.addAccount(em, "example.com", "sender");
            TestDirectory.addAlias(em, "example.com", "one", "bob@example.net");
            TestDirectory.addAlias(em, "example.com", "both", "alice@example.com", "bob@example.net");
        });
    }

    @Test
    void aSenderWhoWantsToKnowIsToldOfTheDelivery() {
        take(DeliveryWishes.NONE, new Recipient("alice@example.com", SUCCESS, Optional.empty()));
        assertEquals(0, mails("alice"), "the queue delivers");
        assertEquals(List.of(Result.TAKEN), deliver());
        assertEquals(1, mails("alice"));
        String report = report();
        for (String line : List.of(
                "Subject: Your mail was delivered",
                "Final-Recipient: rfc822; alice@example.com",
                "Action: delivered",
                "Status: 2.1.5",
                "Content-Type: text/rfc822-headers",
                "Subject: test")) {
            assertTrue(report.contains("\r\n" + line + "\r\n"), line + " is not in " + report);
        }
        assertFalse(report.contains("Diagnostic-Code"), report);
        assertFalse(report.contains("the body"), report);
    }

    @Test
    void whoDidNotAskIsNotTold() {
        take(hold(), new Recipient("alice@example.com"));
        due();
        assertEquals(List.of(Result.TAKEN), deliver());
        assertEquals(1, mails("alice"));
        assertEquals(0, mails("sender"));
    }

    @Test
    void aMailIsHeldAsLongAsItsSenderSaid() {
        take(hold(), new Recipient("alice@example.com"), new Recipient("both@example.com"));
        assertEquals(List.of(), claim());
        assertEquals(
                1,
                number("SELECT COUNT(DISTINCT next_attempt) FROM queue_entry"
                        + " WHERE next_attempt > CURRENT_TIMESTAMP + INTERVAL '3500' SECOND"));
        due();
        assertEquals(List.of(Result.TAKEN, Result.TAKEN), deliver());
        assertEquals(2, mails("alice"), "one by its own name, one by the alias, as the sender named both");
        assertEquals(List.of("bob@example.net"), recipients(claim()));
    }

    @Test
    void anAliasOfSeveralIsToldOfAtOnce() {
        take(DeliveryWishes.NONE, new Recipient("both@example.com", SUCCESS, Optional.empty()));
        deliver();
        assertEquals(1, mails("alice"));
        assertTrue(report().contains("\r\nAction: expanded\r\n"), this::report);
        Recipient bob = claim().get(0).recipient();
        assertEquals("bob@example.net", bob.address());
        assertEquals(Set.of(Report.NEVER), bob.reports(), "nothing more is told");
    }

    @Test
    void anAliasOfOneIsToldOfByItsHost() {
        take(DeliveryWishes.NONE, new Recipient("one@example.com", SUCCESS, Optional.empty()));
        deliver();
        assertEquals(0, mails("sender"));
        Recipient bob = claim().get(0).recipient();
        assertEquals(SUCCESS, bob.reports());
        assertEquals("one@example.com", bob.original().orElseThrow().address());
    }

    @Test
    void whatIsForwardedOutOfTheQueueGoesOnUnderASenderOfOursToo() {
        Recipient recipient = new Recipient("one@example.com", SUCCESS, Optional.empty());
        take(new Envelope("stranger@example.org", List.of(recipient), Set.of()));
        deliver();
        String sender = claim().get(0).sender().orElseThrow();
        assertTrue(sender.matches("SRS0=\\w{6}=\\w\\w=example\\.org=stranger@example\\.com"), sender);
    }

    @Test
    void namesThatLeadToOneAnotherBringAMailNowhere() {
        database.run(em -> {
            TestDirectory.addAlias(em, "example.com", "x", "y@example.org");
            TestDirectory.addAlias(em, "example.com", "z", "y@example.org", "alice@example.com");
            TestDirectory.addDomain(em, "example.org");
            TestDirectory.addAlias(em, "example.org", "y", "x@example.com", "z@example.com");
        });
        take(DeliveryWishes.NONE, new Recipient("z@example.com"));
        assertEquals(1, mails("alice"));
        assertEquals(List.of(Result.TAKEN), deliver());
        assertEquals(2, mails("alice"), "as the alias says");
        assertEquals(List.of(), deliver(), "it goes no further");

        execute(
                "DELETE FROM alias_target WHERE alias_id = (SELECT id FROM alias WHERE local_part = 'y') AND target_alias_id ="
                        + " (SELECT id FROM alias WHERE local_part = 'z')");
        execute("UPDATE directory_version SET version = version + 1");
        take(DeliveryWishes.NONE, new Recipient("x@example.com"));
        assertEquals(List.of(Result.REFUSED), deliver());
        assertTrue(report().contains("\r\nStatus: 5.4.6\r\n"), this::report);
    }

    @Test
    void aFullMailboxIsTriedAgain() {
        take(hold(), new Recipient("alice@example.com"));
        database.run(em -> TestDirectory.setQuota(em, "example.com", "alice", 100));
        execute("UPDATE mailbox SET octets = 99");
        due();
        assertEquals(List.of(Result.DEFERRED), deliver());
        assertEquals("4.2.2", one("SELECT last_status FROM queue_entry"));
        assertEquals(0, mails("alice"));
    }

    @Test
    void whoIsGoneWhenTheTimeHasComeIsToldToTheSender() {
        take(hold(), new Recipient("alice@example.com"));
        execute("DELETE FROM alias_target WHERE account_id = (SELECT id FROM account WHERE local_part = 'alice')");
        execute("DELETE FROM subscription WHERE account_id = (SELECT id FROM account WHERE local_part = 'alice')");
        execute("DELETE FROM mailbox WHERE account_id = (SELECT id FROM account WHERE local_part = 'alice')");
        execute("DELETE FROM account WHERE local_part = 'alice'");
        execute("UPDATE directory_version SET version = version + 1");
        due();
        assertEquals(List.of(Result.REFUSED), deliver());
        assertTrue(report().contains("\r\nStatus: 5.1.1\r\n"), this::report);
    }

    @Test
    void aDomainThatHasBecomeOursIsServedHere() {
        queue("carol@example.org");
        assertEquals(List.of(), here(claim()));
        execute("UPDATE queue_entry SET state = 'WAITING'");
        database.run(em -> {
            TestDirectory.addDomain(em, "example.org");
            TestDirectory.addAccount(em, "example.org", "carol");
        });
        deliver();
        assertEquals(1, mails("carol"));
    }

    @Test
    void anAliasLeadsToNoListenerThatWouldNotTakeTheMailItself() {
        Recipient alias = new Recipient("one@example.com", Set.of(), Optional.empty());
        take(DeliveryWishes.NONE, alias);
        take(DeliveryWishes.NONE, alias);
        listener(true, "*@example.com");
        assertEquals(List.of(Result.REFUSED, Result.REFUSED), deliver(), "nobody knows who sent them");
        take(passed(), new Envelope("sender@example.com", List.of(alias), Set.of(), DeliveryWishes.NONE));
        assertEquals(List.of(), deliver());
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry WHERE listener = 'vip.war#Vip' AND ended IS NULL"));
        listener(false, "*@example.org");
        take(DeliveryWishes.NONE, alias);
        assertEquals(List.of(Result.REFUSED), deliver(), "it takes mail of others alone");
    }

    private void listener(boolean requireAuthenticated, String senders) {
        database.run(em -> {
            if (requireAuthenticated) {
                TestDirectory.addDomain(em, "example.net");
            }
            TestDirectory.remember(
                    em,
                    new ListenerFacts(
                            "vip.war#Vip",
                            List.of(AddressPattern.parse("*@example.net")),
                            0,
                            List.of(AddressPattern.parse(senders)),
                            0,
                            requireAuthenticated));
        });
    }

    private static SenderAuthentication passed() {
        return new SenderAuthentication(
                SenderAuthentication.Result.PASS,
                "example.com",
                List.of(),
                SenderAuthentication.Result.PASS,
                "example.com",
                false,
                SenderAuthentication.Result.NONE);
    }

    @Test
    void whoseLeaseIsLostDeliversNothing() {
        take(hold(), new Recipient("alice@example.com"));
        due();
        List<Claim> claims = claim();
        execute("UPDATE queue_entry SET fence = fence + 1");
        assertEquals(List.of(), new LocalQueueStore(database).deliverHere(claims));
        assertEquals(0, mails("alice"));
    }

    @Test
    void theMessageStaysForTheMailbox() {
        take(hold(), new Recipient("alice@example.com"));
        due();
        deliver();
        database.run(TestStore::sweep);
        assertEquals(1, number("SELECT COUNT(*) FROM message"));
    }

    @Test
    void theReportOfAConfidentialMailIsConfidential() {
        Envelope envelope = new Envelope(
                "elsewhere@example.net",
                List.of(new Recipient("alice@example.com", SUCCESS, Optional.empty())),
                Set.of(Feature.REQUIRETLS));
        take(envelope);
        deliver();
        Claim report = claim().get(0);
        assertEquals("elsewhere@example.net", report.recipient().address());
        assertTrue(report.mail()
                .envelope(List.of(report.recipient()), 0)
                .features()
                .contains(Feature.REQUIRETLS));
    }

    private static DeliveryWishes hold() {
        return new DeliveryWishes(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.now().plus(Duration.ofHours(1))),
                Optional.empty(),
                0);
    }

    private void take(DeliveryWishes wishes, Recipient... recipients) {
        take(new Envelope("sender@example.com", List.of(recipients), Set.of(), wishes));
    }

    private void take(Envelope envelope) {
        take(SenderAuthentication.NOT_CHECKED, envelope);
    }

    private void take(SenderAuthentication found, Envelope envelope) {
        byte[] octets = "Subject: test\r\n\r\nthe body\r\n".getBytes(StandardCharsets.UTF_8);
        TestMail mail = new TestMail(
                UUID.randomUUID(), envelope, octets.length, () -> new java.io.ByteArrayInputStream(octets), found);
        assertEquals(List.of(Verdict.TAKEN), database.call(em -> {
            try {
                return TestQueue.intake(em).take(List.of(mail));
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private void due() {
        execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP");
    }

    private List<Claim> here(List<Claim> claims) {
        return new LocalQueueStore(database).here(claims);
    }

    private List<Result> deliver() {
        List<Claim> here = here(claim());
        return new LocalQueueStore(database)
                .deliverHere(here).stream().map(o -> o.outcome().result()).toList();
    }

    private long mails(String account) {
        return number("SELECT COUNT(*) FROM mailbox_entry e, mailbox m, account a WHERE e.mailbox_id = m.id"
                + " AND m.account_id = a.id AND a.local_part = '" + account + "'");
    }

    private String report() {
        return new String(
                (byte[]) one("SELECT head FROM message WHERE id = (SELECT e.message_id FROM mailbox_entry e,"
                        + " mailbox m, account a WHERE e.mailbox_id = m.id AND m.account_id = a.id"
                        + " AND a.local_part = 'sender')"),
                StandardCharsets.UTF_8);
    }
}
