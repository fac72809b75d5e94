package org.letterwing.authentication.arrival;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.spi.outbound.NameService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** All questions about one mail have one deadline, and those of all mails together are bounded. */
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
    void soManyQuestionsMayBeUnderWay() throws LookupException {
        Semaphore share = new Semaphore(1);
        MailNames names = new MailNames(service, share, LONG);
        CompletableFuture<List<String>> first = names.texts("a.example");
        assertThrows(LookupException.class, () -> Names.await(names.texts("b.example")));
        answer.complete(List.of());
        assertEquals(List.of(), Names.await(first));
        assertEquals(1, share.availablePermits());
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
