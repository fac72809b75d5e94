package org.letterwing.queue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Event;
import org.letterwing.api.DeliveryNotice.Place;
import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.SessionFacts;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.TestDirectory;
import org.letterwing.notice.TestNotices;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.SmtpReply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What becomes of an entry is kept for the application that listens for it, in one transaction with the entry. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ApplicationNoticesTest extends QueueContract {

    private static final String FATE = "shop.war#Fate";
    private static final String SHOP = "shop@shop.example";
    private static final Tried AT =
            new Tried(Optional.of("mx.example.net"), Optional.of("192.0.2.1"), Optional.empty(), Optional.empty());
    private static final Optional<Place> HOST =
            Optional.of(new Place(Place.Kind.HOST, "mx.example.net", Optional.of("192.0.2.1")));

    ApplicationNoticesTest(DatabaseKind kind) {
        super(kind);
    }

    /** A mail that the application sends. */
    private record Sent(UUID deliveryId, Envelope envelope) implements InboundMail {

        private static final byte[] CONTENT =
                "Message-ID:\r\n <7@shop.example>\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        public SessionFacts session() {
            return new SessionFacts(
                    SessionFacts.APPLICATION,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    "shop.war",
                    Optional.empty(),
                    Optional.of("shop.war"));
        }

        @Override
        public long size() {
            return CONTENT.length;
        }

        @Override
        public ByteArrayInputStream openContent() {
            return new ByteArrayInputStream(CONTENT);
        }
    }

    @BeforeEach
    void listen() {
        database.run(em -> {
            TestDirectory.addDomain(em, "ours.example");
            TestDirectory.addAccount(em, "ours.example", "alice");
            TestDirectory.addAlias(em, "ours.example", "team", "alice@ours.example", "bob@example.net");
            TestDirectory.addAlias(em, "ours.example", "away", "carol@example.net");
            TestDirectory.remember(em, ListenerFacts.ofDeliveries(FATE, List.of()));
        });
    }

    private UUID send(String... recipients) {
        return send(SHOP, DeliveryWishes.NONE, recipients);
    }

    private UUID send(String sender, DeliveryWishes wishes, String... recipients) {
        Sent mail = new Sent(
                UUID.randomUUID(),
                new Envelope(sender, Stream.of(recipients).map(Recipient::new).toList(), Set.of(), wishes));
        database.run(em -> {
            try {
                TestQueue.intake(em).takeSent(mail, Set.of());
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
        return mail.deliveryId();
    }

    private static DeliveryOutcome said(Result result, int code, String status, String text) {
        SmtpReply reply = new SmtpReply(code, Optional.of(status), text);
        return new DeliveryOutcome(result, status, Optional.of(reply), reply.toString());
    }

    private static QueueStoreBean store(EntityManager em) {
        return new QueueStoreBean(em, TestQueue.intake(em), TestQueue.local(em));
    }

    private void write(Outcome outcome) {
        database.run(em -> store(em).write(List.of(outcome)));
    }

    private List<DeliveryNotice> notices() {
        return database.call(em -> TestNotices.of(em, FATE));
    }

    @Test
    void whatAHostTookIsDelivered() {
        DeliveryWishes named =
                new DeliveryWishes(Optional.empty(), Optional.of("order 7"), Optional.empty(), Optional.empty(), 0);
        UUID id = send(SHOP, named, "bob@example.net");
        Instant before = Instant.now().minusMillis(1);
        write(new Outcome(claim().get(0), said(Result.TAKEN, 250, "2.0.0", "Taken as 4711"), AT));
        DeliveryNotice notice = notices().get(0);
        assertEquals(
                new DeliveryNotice(
                        id,
                        Optional.of("<7@shop.example>"),
                        Optional.of("order 7"),
                        SHOP,
                        "bob@example.net",
                        Optional.empty(),
                        Event.DELIVERED,
                        notice.time(),
                        Optional.empty(),
                        HOST,
                        "2.0.0",
                        OptionalInt.of(250),
                        "Taken as 4711"),
                notice);
        assertEquals(true, notice.time().isAfter(before));
    }

    @Test
    void aHostThatReportsItselfHasTakenTheMailToo() {
        send("bob@example.net");
        write(new Outcome(
                claim().get(0), said(Result.TAKEN, 250, "2.0.0", "Taken"), AT, Optional.of(Notice.Kind.HANDED_OVER)));
        assertEquals(Event.DELIVERED, notices().get(0).event());
    }

    @Test
    void aRefusalIsAFailure() {
        send("bob@example.net");
        write(new Outcome(claim().get(0), said(Result.REFUSED, 550, "5.1.1", "No such mailbox"), AT));
        DeliveryNotice notice = notices().get(0);
        assertEquals(Event.FAILED, notice.event());
        assertEquals(HOST, notice.place());
        assertEquals("5.1.1", notice.status());
        assertEquals(OptionalInt.of(550), notice.code());
        assertEquals("No such mailbox", notice.text());
    }

    @Test
    void aDelayIsToldOnceWithItsEnd() {
        send("bob@example.net");
        execute("UPDATE queued_mail SET arrived = CURRENT_TIMESTAMP - INTERVAL '5' HOUR");
        write(new Outcome(
                claim().get(0),
                new DeliveryOutcome(Result.DEFERRED, "4.4.1", Optional.empty(), "Connection refused"),
                Tried.NONE));
        DeliveryNotice notice = notices().get(0);
        assertEquals(Event.DELAYED, notice.event());
        assertEquals(
                1,
                number("SELECT COUNT(*) FROM queue_entry WHERE recipient = 'bob@example.net'"
                        + " AND expires = (SELECT tried_until FROM delivery_notice)"));
        assertEquals(Optional.empty(), notice.place());
        assertEquals(OptionalInt.empty(), notice.code());
        assertEquals("Connection refused", notice.text());
        execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP");
        Claim again = claim().stream()
                .filter(c -> c.recipient().address().equals("bob@example.net"))
                .findFirst()
                .orElseThrow();
        write(new Outcome(again, said(Result.DEFERRED, 451, "4.7.1", "Later"), AT));
        assertEquals(1, notices().size());
    }

    @Test
    void aMailboxIsAPlace() {
        UUID id = send("alice@ours.example");
        assertEquals(0, number("SELECT COUNT(*) FROM mailbox_entry"), "it waits, to be told of");
        database.run(em -> store(em).deliverHere(claim()));
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
        DeliveryNotice notice = notices().get(0);
        assertEquals(id, notice.id());
        assertEquals(Event.DELIVERED, notice.event());
        assertEquals(Place.Kind.MAILBOX, notice.place().orElseThrow().kind());
    }

    @Test
    void anAliasIsExpandedAndItsRecipientsAreToldOf() {
        send("team@ours.example");
        database.run(em -> store(em).deliverHere(claim()));
        write(new Outcome(claim().get(0), said(Result.REFUSED, 550, "5.1.1", "No such mailbox"), AT));
        List<DeliveryNotice> told = notices();
        assertEquals(
                List.of(Event.EXPANDED, Event.FAILED),
                told.stream().map(DeliveryNotice::event).toList());
        assertEquals("bob@example.net", told.get(1).recipient());
        assertEquals(
                Optional.of(new Original("rfc822", "team@ours.example")),
                told.get(1).original());
    }

    @Test
    void whatGoesOnToOneAddressIsToldOfThere() {
        send("away@ours.example");
        database.run(em -> store(em).deliverHere(claim()));
        assertEquals(List.of(), notices());
        write(new Outcome(claim().get(0), said(Result.TAKEN, 250, "2.0.0", "Taken"), AT));
        assertEquals("carol@example.net", notices().get(0).recipient());
    }

    @Test
    void anApplicationIsAPlace() {
        database.run(em -> TestDirectory.remember(
                em,
                new ListenerFacts(
                        "orders.war#Orders",
                        List.of(AddressPattern.parse("orders@ours.example")),
                        0,
                        List.of(),
                        0,
                        false)));
        send("orders@ours.example");
        database.run(em -> store(em).deliverHere(claim()));
        Claim claim = database.call(em -> new Claims(em)
                .claim(WORKER, new Destinations(Wanted.NOTHING, Wanted.ALL), 10, LEASE)
                .get(0));
        write(new Outcome(
                claim,
                new DeliveryOutcome(Result.TAKEN, "2.1.5", Optional.empty(), "The application has taken it"),
                new Tried(Optional.of("orders.war#Orders"), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.of(Notice.Kind.DELIVERED)));
        assertEquals(
                Optional.of(new Place(Place.Kind.APPLICATION, "orders.war#Orders", Optional.empty())),
                notices().get(0).place());
    }

    @Test
    void whatAnAdministratorBouncesHasFailed() {
        send("bob@example.net");
        database.run(em -> {
            try {
                new QueueAdministration(em, TestQueue.reports(em), change -> {}).delete(onlyEntry(em), true);
            } catch (DirectoryException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals("5.7.1", notices().get(0).status());
        assertEquals(Event.FAILED, notices().get(0).event());
    }

    private static long onlyEntry(EntityManager em) {
        return ((Number) em.createNativeQuery("SELECT id FROM queue_entry").getSingleResult()).longValue();
    }

    @Test
    void aNoticeIsRolledBackWithItsEntry() {
        send("bob@example.net");
        Outcome outcome = new Outcome(claim().get(0), said(Result.TAKEN, 250, "2.0.0", "Taken"), AT);
        assertThrows(
                IllegalStateException.class,
                () -> database.run(em -> {
                    store(em).write(List.of(outcome));
                    throw new IllegalStateException("the database went away");
                }));
        assertEquals(List.of(), notices());
        assertEquals("IN_DELIVERY", state(outcome.claim()));
    }

    @Test
    void aResultUnderALostLeaseIsNotToldOf() {
        send("bob@example.net");
        Outcome outcome = new Outcome(claim().get(0), said(Result.TAKEN, 250, "2.0.0", "Taken"), AT);
        execute("UPDATE queue_entry SET fence = fence + 1");
        write(outcome);
        assertEquals(List.of(), notices());
    }

    @Test
    void mailOfNobodyHasNoNotices() {
        send("", DeliveryWishes.NONE, "bob@example.net", "alice@ours.example");
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"), "nobody wants to be told");
        write(new Outcome(claim().get(0), said(Result.REFUSED, 550, "5.1.1", "No such mailbox"), AT));
        assertEquals(List.of(), notices());
    }

    @Test
    void mailThatNobodyListensForHasNoNotices() {
        queue("bob@example.net");
        write(new Outcome(claim().get(0), said(Result.REFUSED, 550, "5.1.1", "No such mailbox"), AT));
        assertEquals(0, number("SELECT COUNT(*) FROM delivery_notice"));
    }
}
