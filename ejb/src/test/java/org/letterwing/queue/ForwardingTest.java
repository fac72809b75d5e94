package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.directory.Reach;
import org.letterwing.directory.TestDirectory;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.srs.TestRewriting;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail that an alias leads elsewhere goes on under a sender of this server, and answers find their way back. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ForwardingTest extends QueueContract {

    ForwardingTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        database.run(em -> {
            TestDirectory.addDomain(em, "example.com");
            TestDirectory.addDomain(em, "bücher.example");
            TestDirectory.addAccount(em, "example.com", "alice");
            TestDirectory.addAlias(em, "example.com", "away", "bob@example.net");
            TestDirectory.addAlias(em, "bücher.example", "away", "carol@example.net");
        });
    }

    @Test
    void theSenderBecomesOneOfTheAliasesDomain() {
        assertMatches("SRS0=\\w{6}=\\w\\w=example\\.org=Sender\\.1@example\\.com", "Sender.1@Example.ORG");
        assertMatches("SRS0=\\w{6}=\\w\\w=xn--grn-ioa\\.example=bø@example\\.com", "bø@grün.example");
        assertMatches("SRS0=\\w{6}=\\w\\w=sub\\.example\\.com=x@example\\.com", "x@sub.example.com");
        assertMatches(
                "SRS1=\\w{6}=first\\.example==HHHH=TT=example\\.org=x@example\\.com",
                "SRS0=HHHH=TT=example.org=x@first.example");
        assertMatches(
                "SRS0=\\w{6}=\\w\\w=example\\.org=x@xn--bcher-kva\\.example", "x@example.org", "away@bücher.example");
    }

    @Test
    void whereAnAliasLeadsIsSeenByThoseOfItsDomainAndNotByTheSenders() {
        take("sender@example.org", "away@b\u00fccher.example");
        assertEquals(1, seen("xn--bcher-kva.example"));
        assertEquals(1, seen("example.net"), "where it goes");
        assertEquals(0, seen("example.org"), "where it comes from");
        assertEquals(0, seen("example.com"));
    }

    private int seen(String domain) {
        return database.call(em -> assertDoesNotThrow(
                        () -> new QueueSearch(em, Reach.of(Set.of(domain))).list(QueueFilter.ALL, null, 10)))
                .items()
                .size();
    }

    @Test
    void someSendersStayAsTheyAre() {
        for (String sender : List.of(
                "",
                "alice@example.com",
                "anybody@EXAMPLE.com",
                "x@[192.0.2.1]",
                "\"a b\"@example.org",
                "x".repeat(200) + "@long." + "y".repeat(40) + ".example")) {
            Claim claim = take(sender, "away@example.com");
            assertEquals(Optional.empty(), claim.sender(), sender);
            assertEquals(Optional.of("example.com"), claim.aliasDomain(), "who seals");
        }
        System.setProperty("letterwing.queue.srs", "false");
        try {
            assertEquals(
                    Optional.empty(),
                    take("sender@example.org", "away@example.com").sender());
        } finally {
            System.clearProperty("letterwing.queue.srs");
        }
    }

    @Test
    void anAnswerGoesToTheSender() {
        String longName = "newsletter-" + "x".repeat(80);
        for (String sender : List.of("Sender@example.org", longName + "@example.org")) {
            String address = take(sender, "away@example.com").sender().orElseThrow();
            Claim answer = take("", address);
            assertEquals(sender, answer.recipient().address());
            assertEquals("example.org", answer.domain());
            assertEquals(Optional.empty(), answer.sender());
            assertEquals(
                    sender,
                    take("", address.replace("example.com", "bücher.example"))
                            .recipient()
                            .address());
        }
    }

    @Test
    void anAnswerThatSomebodyWritesIsForwardedToo() {
        String address = take("sender@example.org", "away@example.com").sender().orElseThrow();
        Claim answer = take("postmaster@example.net", address);
        assertEquals("sender@example.org", answer.recipient().address());
        assertTrue(answer.sender().orElseThrow().endsWith("=example.net=postmaster@example.com"), answer::toString);
    }

    @Test
    void whatIsForgedOrTooLateIsNotTaken() {
        for (int days : new int[] {22, 0}) {
            String localPart = database.call(em -> TestRewriting.daysAgo(em, days, "sender", "example.org"));
            String address = (days == 0 ? localPart.replace("sender", "victim") : localPart) + "@example.com";
            assertFalse(verdict("", address).isTaken(), address);
        }
    }

    @Test
    void aNewKeySignsAndTheOldOneIsStillGood() {
        String old = take("sender@example.org", "away@example.com").sender().orElseThrow();
        execute("INSERT INTO srs_key (secret) VALUES ('another one')");
        String young = take("sender@example.org", "away@example.com").sender().orElseThrow();
        assertFalse(old.equals(young), "the key is the same");
        assertEquals("sender@example.org", take("", old).recipient().address());
        assertEquals("sender@example.org", take("", young).recipient().address());
    }

    private void assertMatches(String pattern, String sender) {
        assertMatches(pattern, sender, "away@example.com");
    }

    private void assertMatches(String pattern, String sender, String recipient) {
        String rewritten = take(sender, recipient).sender().orElse("the sender stays");
        assertTrue(rewritten.matches(pattern), rewritten);
    }

    /** Takes a mail, and returns its only entry in the queue. */
    private Claim take(String sender, String recipient) {
        assertEquals(Verdict.TAKEN, verdict(sender, recipient));
        List<Claim> claims = claim();
        assertEquals(1, claims.size());
        assertEquals(sender, claims.get(0).mail().reversePath(), "reports go to the sender");
        return claims.get(0);
    }

    private Verdict verdict(String sender, String... recipients) {
        byte[] octets = "Subject: test\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        Envelope envelope = new Envelope(
                sender, Arrays.stream(recipients).map(Recipient::new).toList(), Set.of());
        TestMail mail = new TestMail(
                UUID.randomUUID(), envelope, octets.length, () -> new java.io.ByteArrayInputStream(octets));
        return database.call(em -> {
            try {
                return TestQueue.intake(em).take(List.of(mail)).get(0);
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
