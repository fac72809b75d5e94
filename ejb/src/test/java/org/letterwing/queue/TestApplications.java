package org.letterwing.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.letterwing.api.InboundMail;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.NameService;

/** Applications without a server: their listeners take mails as tests say, and remember them. */
final class TestApplications implements MailServer {

    static final int ATTEMPTS = 3;

    final Queue<Offered> offered = new ConcurrentLinkedQueue<>();
    private final Map<String, Function<InboundMail, Verdict>> active = new ConcurrentHashMap<>();
    private final Map<String, Predicate<String>> takes = new ConcurrentHashMap<>();

    /**
     * A mail that a listener was offered.
     *
     * @param listener the listener's name
     * @param mail its envelope and facts
     * @param content its content
     */
    record Offered(String listener, InboundMail mail, String content) {}

    void activate(String listener, Predicate<String> recipients, Function<InboundMail, Verdict> answer) {
        takes.put(listener, recipients);
        active.put(listener, answer);
    }

    void activate(String listener, Function<InboundMail, Verdict> answer) {
        activate(listener, address -> true, answer);
    }

    void deactivate(String listener) {
        active.remove(listener);
    }

    @Override
    public Stream<MailSession> sessions() {
        return Stream.of();
    }

    @Override
    public List<MailSession> disconnect(Predicate<MailSession> which) {
        return List.of();
    }

    @Override
    public Optional<LimitState> limits() {
        return Optional.empty();
    }

    @Override
    public List<Application> applications() {
        return active.keySet().stream()
                .map(name -> new Application(
                        new ListenerFacts(name, List.of(), 0, List.of(), 0, false),
                        ATTEMPTS,
                        Duration.ofSeconds(7),
                        takes.get(name)))
                .toList();
    }

    @Override
    public Verdict deliver(String application, InboundMail mail) throws ListenerAwayException {
        Function<InboundMail, Verdict> answer = active.get(application);
        if (answer == null) {
            throw new ListenerAwayException(application + " is away");
        }
        try (var content = mail.openContent()) {
            offered.add(new Offered(application, mail, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.apply(mail);
    }

    @Override
    public void connect(MailSystem system) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disconnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Listener> listeners() {
        return List.of();
    }

    @Override
    public List<Certificate> certificates() {
        return List.of();
    }

    @Override
    public List<String> obstacles() {
        return List.of();
    }

    @Override
    public DeliveryListeners deliveryListeners() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NameService names() {
        throw new UnsupportedOperationException();
    }
}
