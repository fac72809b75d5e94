package org.letterwing.authentication.arrival;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.spi.outbound.NameService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The questions about one mail have one deadline, and those of all mails together are bounded. */
@Timeout(60)
class MailNamesTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final CompletableFuture<List<String>> answer = new CompletableFuture<>();
    private final Service service = new Service();

    @Test
    void aQuestionHasTheTimeThatIsLeft() throws LookupException {
        answer.complete(List.of("x"));
        assertEquals(List.of("x"), Names.await(new MailNames(service, new Semaphore(1), LONG).texts("a.example")));
        assertTrue(service.limit.compareTo(LONG) <= 0 && service.limit.compareTo(Duration.ofMinutes(50)) > 0);
    }

    @Test
    void afterTheDeadlineNothingIsAsked() {
        MailNames names = new MailNames(service, new Semaphore(1), Duration.ZERO);
        LookupException e = assertThrows(LookupException.class, () -> Names.await(names.texts("a.example")));
        assertTrue(e.getCause() instanceof TimeoutException);
        assertEquals(null, service.limit);
    }

    @Test
    void whatFailsIsNotKnownNow() {
        answer.completeExceptionally(new TimeoutException("late"));
        MailNames names = new MailNames(service, new Semaphore(1), LONG);
        LookupException e = assertThrows(LookupException.class, () -> Names.await(names.texts("a.example")));
        assertTrue(e.getCause() instanceof TimeoutException);
    }

    @Test
    void aQuestionWaitsForRoom() throws Exception {
        Semaphore share = new Semaphore(1);
        MailNames names = new MailNames(service, share, LONG);
        CompletableFuture<List<String>> first = names.texts("a.example");
        CompletableFuture<List<String>> second =
                CompletableFuture.supplyAsync(() -> names.texts("b.example").join());
        while (!share.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        answer.complete(List.of("x"));
        assertEquals(List.of("x"), Names.await(first));
        assertEquals(List.of("x"), second.get(50, TimeUnit.SECONDS));
        assertEquals(1, share.availablePermits());
    }

    @Test
    void aQuestionWithoutRoomIsNotKnownAtTheDeadline() {
        Semaphore share = new Semaphore(0);
        MailNames names = new MailNames(service, share, Duration.ofMillis(10));
        assertThrows(LookupException.class, () -> Names.await(names.texts("a.example")));
        assertEquals(0, share.availablePermits());
    }

    @Test
    void whoIsInterruptedWaitsForNothing() {
        Thread.currentThread().interrupt();
        MailNames names = new MailNames(service, new Semaphore(0), LONG);
        assertThrows(LookupException.class, () -> Names.await(names.texts("a.example")));
        assertTrue(Thread.interrupted());
    }

    /** Answers each question for texts with the one answer. */
    private final class Service implements NameService {

        private Duration limit;

        @Override
        public CompletionStage<List<String>> texts(String name, Duration limit) {
            this.limit = limit;
            return answer;
        }

        @Override
        public CompletionStage<List<InetAddress>> ipv4(String name, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<InetAddress>> ipv6(String name, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<String>> exchangers(String domain, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<String>> services(String name, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<String>> names(InetAddress address, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MailExchanger> mailExchangers(String domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<InetAddress> addresses(String host) {
            throw new UnsupportedOperationException();
        }
    }
}
