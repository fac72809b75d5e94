package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;
import org.letterwing.directory.TestDirectory;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.store.Contents;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A mail is one, whoever takes it: mailboxes here, and hosts elsewhere. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class IntakeTest extends QueueContract {

    private static final String CONTENT = "Subject: test\r\n\r\nmail\r\n";

    IntakeTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        database.run(em -> {
            TestDirectory.addDomain(em, "example.com");
            TestDirectory.addAccount(em, "example.com", "alice");
            TestDirectory.addAlias(
                    em, "example.com", "both", "alice@example.com", "Bob@example.net", "carol@bücher.example");
        });
    }

    @Test
    void anAliasLeadsToAMailboxAndElsewhere() {
        assertEquals(Verdict.TAKEN, take(new Recipient("both@example.com"), new Recipient("alice@example.com")));
        assertEquals(1, number("SELECT COUNT(*) FROM message"));
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
        List<Claim> claims = claim();
        assertEquals(
                Set.of("Bob@example.net to example.net", "carol@xn--bcher-kva.example to xn--bcher-kva.example"),
                claims.stream()
                        .map(c -> c.recipient().address() + " to " + c.domain())
                        .collect(Collectors.toSet()));
        for (Claim claim : claims) {
            assertTrue(claim.forwarded());
            assertEquals(
                    Optional.of(new Original("rfc822", "both@example.com")),
                    claim.recipient().original());
        }
    }

    @Test
    void whatTheSenderAskedForGoesAlong() {
        System.setProperty("letterwing.relay.networks", "127.0.0.0/8");
        try {
            Instant deadline =
                    Instant.now().plus(Duration.ofHours(1)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
            DeliveryWishes wishes = new DeliveryWishes(
                    Optional.of(Return.HEADERS),
                    Optional.of("id+1"),
                    Optional.empty(),
                    Optional.of(new DeliverBy(deadline, true, false)),
                    7);
            Set<Feature> features = Set.of(Feature.EIGHT_BIT_MIME, Feature.REQUIRETLS);
            Recipient recipient = new Recipient(
                    "bob@example.net",
                    Set.of(Report.SUCCESS, Report.DELAY),
                    Optional.of(new Original("rfc822", "robert@example.net")));
            Envelope envelope = new Envelope("sender@example.org", List.of(recipient), features, wishes);
            assertEquals(Verdict.TAKEN, take(envelope));
            Claim claim = claim().get(0);
            assertEquals(envelope, claim.mail().envelope(List.of(claim.recipient()), claim.priority()));
            assertEquals(deadline, claim.expires(), "it is returned then");
            Contents.Start start = database.call(em -> new Contents(em)
                    .starts(Set.of(claim.mail().messageId()))
                    .get(claim.mail().messageId()));
            byte[] head = start.head();
            assertEquals(
                    CONTENT,
                    new String(
                            Arrays.copyOfRange(head, claim.mail().contentFrom(), head.length), StandardCharsets.UTF_8));
        } finally {
            System.clearProperty("letterwing.relay.networks");
        }
    }

    @Test
    void strangersDontRelay() {
        Verdict later = Verdict.refused(Refusals.TEMPORARY_FAILURE);
        assertEquals(later, take(new Recipient("bob@example.net")));
        assertEquals(later, take(new Recipient("alice@example.com"), new Recipient("bob@example.net")));
        assertEquals(later, take(new Recipient("gone@example.com")));
        assertEquals(0, number("SELECT COUNT(*) FROM message"));
        assertEquals(0, number("SELECT COUNT(*) FROM queue_entry"));
    }

    private Verdict take(Recipient... recipients) {
        return take(new Envelope("sender@example.org", List.of(recipients), Set.of()));
    }

    private Verdict take(Envelope envelope) {
        byte[] octets = CONTENT.getBytes(StandardCharsets.UTF_8);
        TestMail mail = new TestMail(
                UUID.randomUUID(), envelope, octets.length, () -> new java.io.ByteArrayInputStream(octets));
        return database.call(em -> {
            try {
                Intake intake = TestQueue.intake(em);
                return intake.take(List.of(mail)).get(0);
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
