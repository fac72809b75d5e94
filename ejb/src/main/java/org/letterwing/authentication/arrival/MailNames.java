package org.letterwing.authentication.arrival;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.spi.outbound.NameService;

/** What the checks of one mail ask of DNS until a deadline. A question waits for room among others. Thread-safe. */
public final class MailNames implements Names {

    private final NameService dns;
    private final Semaphore share;
    private final long deadline;

    /**
     * Begins the time.
     *
     * @param share how many questions of all mails may be under way
     * @param limit for all questions together
     */
    public MailNames(NameService dns, Semaphore share, Duration limit) {
        this.dns = dns;
        this.share = share;
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public CompletableFuture<List<String>> texts(String name) {
        return ask(limit -> dns.texts(name, limit));
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv4(String name) {
        return ask(limit -> dns.ipv4(name, limit));
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv6(String name) {
        return ask(limit -> dns.ipv6(name, limit));
    }

    @Override
    public CompletableFuture<List<String>> exchangers(String domain) {
        return ask(limit -> dns.exchangers(domain, limit));
    }

    @Override
    public CompletableFuture<List<String>> services(String name) {
        return ask(limit -> dns.services(name, limit));
    }

    @Override
    public CompletableFuture<List<String>> names(InetAddress address) {
        return ask(limit -> dns.names(address, limit));
    }

    private <T> CompletableFuture<T> ask(Function<Duration, CompletionStage<T>> question) {
        try {
            if (!share.tryAcquire(rest().toNanos(), TimeUnit.NANOSECONDS)) {
                return unknown(new TimeoutException("There was no room for a question about this mail"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(e);
        }
        Duration rest = rest();
        CompletionStage<T> answer = rest.isNegative() || rest.isZero()
                ? CompletableFuture.failedStage(new TimeoutException("The time for questions about this mail is over"))
                : question.apply(rest);
        return answer.handle((found, failure) -> {
                    share.release();
                    if (failure != null) {
                        throw new CompletionException(
                                new LookupException(failure instanceof CompletionException e ? e.getCause() : failure));
                    }
                    return found;
                })
                .toCompletableFuture();
    }

    private Duration rest() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private static <T> CompletableFuture<T> unknown(Exception cause) {
        return CompletableFuture.failedFuture(new LookupException(cause));
    }
}
