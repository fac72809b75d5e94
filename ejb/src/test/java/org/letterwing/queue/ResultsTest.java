package org.letterwing.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.queue.Notice.Kind;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.SmtpReply;
import org.letterwing.store.TestStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of an entry after an attempt, until nothing of it is left. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ResultsTest extends QueueContract {

    ResultsTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void anAttemptIsLogged() {
        queue("bob@example.net");
        Claim claim = claim().get(0);
        Tried at = new Tried(
                Optional.of("mx.example.net"),
                Optional.of("192.0.2.1"),
                Optional.of("TLSv1.3"),
                Optional.of("TLS_AES_128_GCM_SHA256"));
        SmtpReply reply = new SmtpReply(451, Optional.of("4.7.1"), "x".repeat(SmtpReply.MAX_TEXT));
        DeliveryOutcome outcome = new DeliveryOutcome(Result.DEFERRED, "4.7.1", Optional.of(reply), reply.toString());
        database.run(em -> new Results(em).write(List.of(new Outcome(claim, outcome, at))));
        AttemptView attempt = database.call(em -> em.createQuery("SELECT a FROM Attempt a", Attempt.class)
                .getSingleResult()
                .view());
        assertEquals(at, attempt.at());
        assertEquals(Result.DEFERRED, attempt.result());
        assertEquals("4.7.1", attempt.status());
        assertEquals(reply.toString(), attempt.reply());
        assertEquals(reply.toString(), one("SELECT last_reply FROM queue_entry"));
    }

    @Test
    void waitsGrowUntilTheTimeIsOver() {
        queue("bob@example.net");
        long before = 0;
        for (int attempt = 1; attempt <= 3; attempt++) {
            Claim claim = claim().get(0);
            assertEquals(List.of(), write(claim, Result.DEFERRED));
            assertEquals(attempt, number("SELECT attempts FROM queue_entry"));
            long wait = number("SELECT EXTRACT(EPOCH FROM next_attempt - CURRENT_TIMESTAMP) FROM queue_entry");
            assertTrue(wait > before * 3 / 2 && wait > 200, attempt + ": " + wait);
            before = wait;
            execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP");
        }
        execute("UPDATE queue_entry SET expires = CURRENT_TIMESTAMP + INTERVAL '60' SECOND");
        write(claim().get(0), Result.DEFERRED);
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry WHERE next_attempt = expires"), "the last attempt");
        execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP, expires = CURRENT_TIMESTAMP");
        Claim last = claim().get(0);
        assertEquals(List.of(Kind.FAILED), kinds(write(last, Result.UNKNOWN)));
        assertEquals("FAILED", state(last));
        assertEquals(5, number("SELECT COUNT(*) FROM queue_attempt"));
    }

    @Test
    void aDelayIsToldOnce() {
        queue("bob@example.net");
        execute("UPDATE queued_mail SET arrived = CURRENT_TIMESTAMP - INTERVAL '5' HOUR");
        assertEquals(List.of(Kind.DELAYED), kinds(write(claim().get(0), Result.DEFERRED)));
        execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP");
        assertEquals(List.of(), write(claim().get(0), Result.DEFERRED));
    }

    @Test
    void whatIsNoUseToTryIsGivenUpAtOnce() {
        queue("bob@example.net", "carol@example.net");
        List<Claim> claims = claim();
        assertEquals(List.of(Kind.FAILED), kinds(write(claims.get(0), Result.REFUSED)));
        assertEquals(List.of(), write(claims.get(1), Result.TAKEN), "nobody wants to hear of it");
        assertEquals(List.of(), claim());
    }

    @Test
    void whoWantsToHearOfASuccessDoes() {
        Recipient bob = new Recipient("bob@example.net", Set.of(Report.SUCCESS), Optional.empty());
        queue(new Envelope("sender@example.org", List.of(bob), Set.of()), "Subject: test\r\n\r\nmail\r\n");
        assertEquals(List.of(Kind.RELAYED), kinds(write(claim().get(0), Result.TAKEN)));
        assertEquals("DELIVERED", one("SELECT state FROM queue_entry"));
    }

    @Test
    void aSuccessUnderALostLeaseDoesNotCount() {
        queue("bob@example.net", "carol@example.net", "dave@example.net");
        List<Claim> claims = claim();
        execute("UPDATE queue_entry SET fence = fence + 1 WHERE recipient = 'carol@example.net'");
        DeliveryOutcome taken = new DeliveryOutcome(Result.TAKEN, "2.0.0", Optional.empty(), "250 2.0.0 OK");
        database.run(em -> new Results(em)
                .write(claims.stream()
                        .map(claim -> new Outcome(claim, taken, Tried.NONE))
                        .toList()));
        assertEquals(2, number("SELECT COUNT(*) FROM queue_entry WHERE state = 'DELIVERED' AND lease_owner IS NULL"));
        assertEquals("IN_DELIVERY", one("SELECT state FROM queue_entry WHERE recipient = 'carol@example.net'"));
        assertEquals(2, number("SELECT COUNT(*) FROM queue_attempt WHERE tried <= CURRENT_TIMESTAMP"));
    }

    @Test
    void whatWasNotTriedIsGivenBack() {
        queue("bob@example.net");
        List<Claim> claims = claim();
        database.run(em -> new Results(em).giveBack(claims, Duration.ZERO));
        Claim again = claim().get(0);
        database.run(em -> new Results(em).giveBack(claims, Duration.ZERO));
        assertEquals("IN_DELIVERY", state(again), "the old claim gives nothing back");
        assertEquals(0, number("SELECT attempts FROM queue_entry"));
    }

    @Test
    void contentGoesWhenNobodyWaitsForItAndTheLogLater() {
        queue("bob@example.net", "carol@example.net");
        List<Claim> claims = claim();
        write(claims.get(0), Result.TAKEN);
        database.run(TestStore::sweep);
        assertEquals(1, number("SELECT COUNT(*) FROM message"));
        write(claims.get(1), Result.REFUSED);
        database.run(TestStore::sweep);
        assertEquals(0, number("SELECT COUNT(*) FROM message"));
        purge(Duration.ofMinutes(1));
        assertEquals(2, number("SELECT COUNT(*) FROM queue_entry"));
        execute("UPDATE queue_entry SET ended = CURRENT_TIMESTAMP - INTERVAL '90' SECOND WHERE state = 'FAILED'");
        purge(Duration.ofMinutes(1));
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry"));
        assertEquals(1, number("SELECT COUNT(*) FROM queue_attempt"));
        assertEquals(1, number("SELECT COUNT(*) FROM queued_mail"));
        purge(Duration.ZERO);
        assertEquals(0, number("SELECT COUNT(*) FROM queue_attempt"));
        assertEquals(0, number("SELECT COUNT(*) FROM queued_mail"));
    }

    @Test
    void whatEndedIsRemovedInBatches() {
        queue(IntStream.range(0, Purge.BATCH + 1)
                .mapToObj(i -> "bob" + i + "@example.net")
                .toArray(String[]::new));
        execute("UPDATE queue_entry SET state = 'DELIVERED', ended = CURRENT_TIMESTAMP - INTERVAL '90' SECOND");
        assertTrue(purge(Duration.ofMinutes(1)));
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry"));
        assertEquals(1, number("SELECT COUNT(*) FROM queued_mail"));
        assertFalse(purge(Duration.ofMinutes(1)));
        assertEquals(0, number("SELECT COUNT(*) FROM queued_mail"));
    }

    private boolean purge(Duration keep) {
        return database.call(em -> new Purge(em).removeEnded(keep));
    }

    private static List<Kind> kinds(List<Notice> notices) {
        return notices.stream().map(Notice::kind).toList();
    }
}
