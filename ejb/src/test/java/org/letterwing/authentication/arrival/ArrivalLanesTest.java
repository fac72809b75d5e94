package org.letterwing.authentication.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.settings.DmarcMode;
import org.letterwing.spi.CheckedMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** However long checks wait for DNS, no more than so many of them are under way, and nobody else waits for them. */
@Timeout(60)
class ArrivalLanesTest {

    private static final Arrived MAIL = Arrived.of("bob@a.example", "From: bob@a.example\r\n\r\nHello.\r\n");

    private final CountDownLatch begun = new CountDownLatch(ArrivalLanes.AT_ONCE);
    private final CountDownLatch dnsAnswers = new CountDownLatch(1);
    private final ArrivalCheck check = new ArrivalCheck(
            new ArrivalCheck.Rules("mx.receiver.example", 65_536, DmarcMode.APPLY, Set.of()),
            () -> {
                begun.countDown();
                await(dnsAnswers);
                ZoneNames none = new ZoneNames();
                return new MailQuestions(none, none, none, none);
            },
            PublicSuffixList.bundled(),
            new Random(0),
            found -> {});
    private final ArrivalLanes lanes = new ArrivalLanes(check, Thread::new);

    @AfterEach
    void close() {
        dnsAnswers.countDown();
        lanes.close();
    }

    @Test
    void beyondTheBoundMailsAreTakenAtOnceAndOthersNeverWait() throws Exception {
        List<CompletableFuture<CheckedMail>> waiting = fill();
        assertEquals(Result.TEMPERROR, facts(check(MAIL)).dmarc());
        assertEquals(SenderAuthentication.NOT_CHECKED, facts(lanes.pass(MAIL).toCompletableFuture()));
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
        dnsAnswers.countDown();
        for (CompletableFuture<CheckedMail> mail : waiting) {
            assertEquals(Result.NONE, facts(mail).dmarc());
        }
    }

    @Test
    void mailsThatStillWaitAtTheEndFail() throws Exception {
        List<CompletableFuture<CheckedMail>> waiting = fill();
        Thread closing = new Thread(lanes::close);
        closing.start();
        ExecutionException e = assertThrows(
                ExecutionException.class, () -> waiting.get(waiting.size() - 1).get(50, TimeUnit.SECONDS));
        assertTrue(e.getCause() instanceof RejectedExecutionException, e::toString);
        dnsAnswers.countDown();
        closing.join();
        for (int i = 0; i < ArrivalLanes.AT_ONCE; i++) {
            assertEquals(Result.TEMPERROR, facts(waiting.get(i)).dmarc()); // interrupted
        }
    }

    @Test
    void noMailIsReadOnTheThreadThatBringsIt() throws Exception {
        lanes.close();
        for (CompletionStage<CheckedMail> mail : List.of(lanes.pass(MAIL), lanes.check(MAIL))) {
            ExecutionException e = assertThrows(
                    ExecutionException.class, () -> mail.toCompletableFuture().get(50, TimeUnit.SECONDS));
            assertTrue(e.getCause() instanceof RejectedExecutionException, e::toString);
        }
    }

    private List<CompletableFuture<CheckedMail>> fill() {
        List<CompletableFuture<CheckedMail>> all = new ArrayList<>();
        for (int i = 0; i < ArrivalLanes.AT_ONCE + ArrivalLanes.WAITING; i++) {
            all.add(check(MAIL));
        }
        await(begun);
        return all;
    }

    private CompletableFuture<CheckedMail> check(Arrived mail) {
        return lanes.check(mail).toCompletableFuture();
    }

    private static SenderAuthentication facts(CompletableFuture<CheckedMail> checked) throws Exception {
        return checked.get(50, TimeUnit.SECONDS).mail().authentication();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
