package org.letterwing.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NameService;
import org.letterwing.spi.outbound.NameServiceException;
import org.letterwing.spi.outbound.NextHop;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.spi.outbound.Peer;
import org.letterwing.spi.outbound.SmtpTransport;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/** The hosts elsewhere as a test wants them: what DNS says of them, and what they do with mails. Thread-safe. */
final class TestHosts implements NameService, SmtpTransportFactory {

    /** What a host has taken. */
    record Taken(NextHop hop, OutboundMail mail, String content) {}

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final List<NextHop> asked = new CopyOnWriteArrayList<>();

    private final Map<String, List<MailExchanger>> exchangers = new ConcurrentHashMap<>();
    private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
    private final Map<String, Function<String, Result>> verdicts = new ConcurrentHashMap<>();
    private final Map<String, NextHopException.Kind> failures = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final CountDownLatch noMore = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    TestHosts exchanger(String domain, int preference, String host) {
        exchangers.computeIfAbsent(domain, d -> new CopyOnWriteArrayList<>()).add(new MailExchanger(preference, host));
        return this;
    }

    TestHosts host(String name, String address) {
        addresses.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(address(address));
        return this;
    }

    /** Lets nobody know a name now. */
    TestHosts unknown(String name) {
        addresses.put(name, List.of());
        exchangers.put(name, List.of());
        verdicts.put(name, r -> null);
        return this;
    }

    TestHosts fails(String host, NextHopException.Kind kind) {
        failures.put(host, kind);
        return this;
    }

    /** Lets a host accept connections, and say nothing. */
    TestHosts hangs(String host) {
        silent.add(host);
        return this;
    }

    /** Ends the connections that hang. */
    void hangNoMore() {
        noMore.countDown();
    }

    /** Returns how many connections hang. */
    int hanging() {
        return hanging.get();
    }

    /** Returns how many sessions are open. */
    int open() {
        return open.get();
    }

    TestHosts works(String host) {
        failures.remove(host);
        verdicts.remove(host);
        return this;
    }

    /** Lets a host answer by recipient. */
    TestHosts answers(String host, Function<String, Result> verdict) {
        verdicts.put(host, verdict);
        return this;
    }

    @Override
    public List<MailExchanger> mailExchangers(String domain) throws NameServiceException {
        return known(exchangers, domain);
    }

    @Override
    public List<InetAddress> addresses(String host) throws NameServiceException {
        return known(addresses, host);
    }

    @Override
    public CompletionStage<List<String>> texts(String name, Duration limit) {
        throw new UnsupportedOperationException();
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

    private <T> List<T> known(Map<String, List<T>> names, String name) throws NameServiceException {
        if (verdicts.containsKey(name) && names.getOrDefault(name, List.of()).isEmpty()) {
            throw new NameServiceException("DNS gave no answer for " + name, null);
        }
        return names.getOrDefault(name, List.of());
    }

    @Override
    public SmtpTransport connect(NextHop hop) throws NextHopException {
        asked.add(hop);
        NextHopException.Kind failure = failures.get(hop.name());
        if (silent.contains(hop.name())) {
            hanging.incrementAndGet();
            await(noMore);
            failure = NextHopException.Kind.BROKEN;
        }
        if (failure != null && !(failure == NextHopException.Kind.TLS && hop.tls() == NextHop.Tls.NONE)) {
            throw new NextHopException(
                    failure,
                    new DeliveryOutcome(Result.DEFERRED, "4.4.1", Optional.empty(), hop + " is " + failure),
                    null);
        }
        return new Transport(hop);
    }

    /** Waits for what a test lets happen. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private final class Transport implements SmtpTransport {

        private final NextHop hop;

        Transport(NextHop hop) {
            this.hop = hop;
            open.incrementAndGet();
        }

        @Override
        public Peer peer() {
            return new Peer(
                    new InetSocketAddress(hop.address(), hop.port()),
                    hop.name(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Map.of());
        }

        @Override
        public List<DeliveryOutcome> send(OutboundMail mail) {
            try (InputStream content = mail.content().open()) {
                taken.add(new Taken(hop, mail, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return mail.envelope().recipients().stream()
                    .map(r -> outcome(
                            verdicts.getOrDefault(hop.name(), a -> Result.TAKEN).apply(r.address())))
                    .toList();
        }

        private static DeliveryOutcome outcome(Result result) {
            String status = switch (result) {
                case TAKEN -> "2.0.0";
                case REFUSED -> "5.1.1";
                case DEFERRED, UNKNOWN -> "4.2.0";
            };
            return new DeliveryOutcome(result, status, Optional.empty(), "the host says " + result);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
