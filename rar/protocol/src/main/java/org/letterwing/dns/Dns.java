package org.letterwing.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * Looks things up in DNS, without blocking and with a deadline. What does not exist is an empty list; a stage that fails
 * means that nobody knows now.
 *
 * <p>Answers are kept as long as they may be, in a bounded cache. Stages complete on the timer's threads, or on that of
 * DNS, which must not be held up. Thread-safe.
 */
public final class Dns implements AutoCloseable {

    private static final int CACHE_ENTRIES = 20_000;
    private static final int LONGEST_NEGATIVE_SECONDS = 300;
    private static final int MOST_ALIASES = 8; // RFC 1034 3.6.2 names no bound
    /** Each question on its way has a socket. */
    private static final int MOST_AT_ONCE = 500;

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

    private final ScheduledExecutorService timer;
    private final Duration deadline;
    private final Cache cache;
    private final LookupSession session;
    private final AtomicInteger underWay;
    private final Pulse pulse;
    private final SharedQuestions questions;

    /**
     * Makes a resolver.
     *
     * @param servers the name servers to ask; none for those of the system
     * @param deadline how long an answer is waited for
     * @param timer watches the deadline
     */
    public Dns(List<InetSocketAddress> servers, Duration deadline, ScheduledExecutorService timer) {
        // The hook would keep this class for ever if a retry of dnsjava's own came after close().
        System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
        this.timer = timer;
        this.deadline = deadline;
        underWay = new AtomicInteger();
        List<InetSocketAddress> asked =
                servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
        List<Resolver> resolvers = new ArrayList<>();
        asked.forEach(server -> resolvers.add(new SimpleResolver(server)));
        ExtendedResolver resolver = new ExtendedResolver(resolvers);
        resolver.setTimeout(deadline.dividedBy(2));
        resolver.setRetries(2);
        pulse = new Pulse(resolver, timer);
        questions = new SharedQuestions();
        cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHE_ENTRIES);
        cache.setMaxNCache(LONGEST_NEGATIVE_SECONDS);
        session = LookupSession.builder()
                .resolver(resolver)
                .cache(cache)
                .maxRedirects(MOST_ALIASES)
                .ndots(0)
                .executor(Runnable::run)
                .build();
    }

    private Dns(Dns other, Duration deadline) {
        this.timer = other.timer;
        this.deadline = deadline;
        cache = other.cache;
        session = other.session;
        underWay = other.underWay;
        pulse = other.pulse;
        questions = other.questions;
    }

    /**
     * Returns the same resolver with another deadline for each answer. It need not be closed.
     *
     * @param limit how long an answer is waited for
     */
    public Dns within(Duration limit) {
        return new Dns(this, limit);
    }

    /** Looks up the texts of a name: the strings of each record joined, each octet a character below 256 (RFC 1035 3.3.14). */
    public CompletionStage<List<String>> texts(String name) {
        return lookUp(
                name,
                Type.TXT,
                answer -> ((TXTRecord) answer)
                        .getStringsAsByteArrays().stream()
                                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                                .collect(Collectors.joining()));
    }

    /** Finds out whether the name servers answer, so that the first question need not; returns at once. */
    public void feelPulse() {
        pulse.feel();
    }

    /** Looks up the IPv4 addresses of a name (RFC 1035 3.4.1). */
    public CompletionStage<List<InetAddress>> ipv4(String name) {
        return lookUp(name, Type.A, answer -> ((ARecord) answer).getAddress());
    }

    /** Looks up the IPv6 addresses of a name (RFC 3596 2.1). */
    public CompletionStage<List<InetAddress>> ipv6(String name) {
        return lookUp(name, Type.AAAA, answer -> ((AAAARecord) answer).getAddress());
    }

    /** Looks up all addresses of a name. Those of one family are enough, if nobody knows of the other now. */
    public CompletionStage<List<InetAddress>> addresses(String name) {
        return ipv4(name).handle(Answer::new).thenCombine(ipv6(name).handle(Answer::new), Answer::and);
    }

    /** The addresses of one family, or why nobody knows them. */
    private record Answer(List<InetAddress> addresses, Throwable failure) {

        static List<InetAddress> and(Answer one, Answer other) {
            List<InetAddress> all = new ArrayList<>();
            Stream.of(one, other).filter(a -> a.failure == null).forEach(a -> all.addAll(a.addresses));
            if (all.isEmpty()) {
                Stream.of(one, other).filter(a -> a.failure != null).findFirst().ifPresent(a -> {
                    throw new CompletionException(
                            a.failure instanceof CompletionException e ? e.getCause() : a.failure);
                });
            }
            return all;
        }
    }

    /**
     * A host that takes mail for a domain (RFC 5321 5.1).
     *
     * @param preference less is tried first
     * @param host its name, without the dot at its end; {@code ""} for none (RFC 7505)
     */
    public record MailExchanger(int preference, String host) {}

    /** Looks up the hosts that take mail for a domain, in no order. */
    public CompletionStage<List<MailExchanger>> mailExchangers(String domain) {
        return lookUp(domain, Type.MX, answer -> {
            MXRecord found = (MXRecord) answer;
            return new MailExchanger(found.getPriority(), host(found.getTarget()));
        });
    }

    /** Looks up the hosts of a service such as {@code _imaps._tcp.example.com} (RFC 2782), in no order; {@code ""} for none. */
    public CompletionStage<List<String>> services(String name) {
        return lookUp(name, Type.SRV, answer -> host(((SRVRecord) answer).getTarget()));
    }

    private static String host(Name target) {
        return target.equals(Name.root) ? "" : target.toString(true);
    }

    /** Looks up the names of an address (RFC 1035 3.5), without the dot at their ends. */
    public CompletionStage<List<String>> names(InetAddress address) {
        return lookUp(
                ReverseMap.fromAddress(address),
                Type.PTR,
                answer -> ((PTRRecord) answer).getTarget().toString(true));
    }

    private <T> CompletionStage<List<T>> lookUp(String name, int type, Function<Record, T> value) {
        if (!PRINTABLE.matcher(name).matches()) {
            return CompletableFuture.completedStage(List.of()); // dnsjava would take it for another name
        }
        try {
            return lookUp(Name.fromString(name.replace("\\", "\\\\"), Name.root), type, value);
        } catch (TextParseException e) {
            return CompletableFuture.completedStage(List.of()); // such a name can't exist
        }
    }

    private <T> CompletionStage<List<T>> lookUp(Name name, int type, Function<Record, T> value) {
        if (pulse.isClosed()) {
            return CompletableFuture.failedStage(new RejectedExecutionException("The server stops"));
        }
        boolean known = !cache.lookupRecords(name, type, Credibility.NORMAL).isUnknown();
        if (!known && pulse.isSilent()) {
            return CompletableFuture.failedStage(
                    new TimeoutException("The name servers have not answered for some time"));
        }
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            return CompletableFuture.failedStage(
                    new RejectedExecutionException("Too many questions for DNS are under way"));
        }
        var answer = new CompletableFuture<List<T>>();
        questions.ask(name, type, () -> ask(name, type, known)).whenComplete((result, failure) -> {
            underWay.decrementAndGet();
            if (failure == null) {
                answer.complete(result.getRecords().stream()
                        .filter(found -> found.getType() == type)
                        .map(value)
                        .toList());
            } else if (doesNotExist(failure)) {
                answer.complete(List.of());
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer.isDone() ? answer : inTime(name, answer);
    }

    private CompletionStage<LookupResult> ask(Name name, int type, boolean known) {
        return session.lookupAsync(name, type, DClass.IN).whenComplete((found, failure) -> {
            boolean answered =
                    failure == null || doesNotExist(failure) || reason(failure) instanceof ServerFailedException;
            if (answered && !known) { // what was known before tells nothing of the name servers
                pulse.heard();
            }
        });
    }

    private <T> CompletionStage<T> inTime(Name name, CompletableFuture<T> answer) {
        var inTime = new CompletableFuture<T>();
        Future<?> early = timer.schedule(pulse::feel, Pulse.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        Future<?> end = timer.schedule(
                () -> inTime.completeExceptionally(new TimeoutException("DNS did not answer for " + name)),
                deadline.toNanos(),
                TimeUnit.NANOSECONDS);
        answer.whenComplete((found, failure) -> {
            early.cancel(false);
            end.cancel(false);
            if (failure == null) {
                inTime.complete(found);
            } else {
                inTime.completeExceptionally(failure);
            }
        });
        return inTime;
    }

    private static boolean doesNotExist(Throwable failure) {
        Throwable reason = reason(failure);
        return reason instanceof NoSuchDomainException || reason instanceof NoSuchRRSetException;
    }

    private static Throwable reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** Ends the thread that all resolvers of this class share, with what they still wait for. */
    @Override
    public void close() {
        pulse.close();
        NioClient.close();
    }
}
