package org.letterwing.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.letterwing.spi.MailEvent;

/** Counts mails until the counts are written: those too of which there is no trace, for there are too many. Thread-safe. */
final class MailCounts {

    /** How long mails are counted together. */
    static final long SLOT_SECONDS = 300;

    /** More than there are reasons and listeners in a slot; applications invent some. */
    private static final int MOST = 1000;

    // RFC 3463 2
    private static final Pattern REPLY =
            Pattern.compile("(\\d{3})(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?.*", Pattern.DOTALL);

    private final Map<Key, Long> counts = new ConcurrentHashMap<>();

    /**
     * What is counted together.
     *
     * @param slot the number of its five minutes since 1970
     * @param detail of a refusal the reason, of what an application took its listener; else empty
     */
    record Key(long slot, MailFlow flow, String detail) {}

    /** Counts an event, if it is one of those that are. */
    void count(MailEvent event) {
        flow(event).ifPresent(flow -> add(event, flow, flow == MailFlow.REFUSED ? reason(event.text()) : ""));
        if (event.kind() == MailEvent.Kind.TAKEN) {
            add(event, MailFlow.TAKEN, event.host().orElse(""));
        }
    }

    private void add(MailEvent event, MailFlow flow, String detail) {
        long slot = event.time().getEpochSecond() / SLOT_SECONDS;
        counts.merge(new Key(slot, flow, counts.size() < MOST ? detail : ""), 1L, Long::sum);
    }

    private static Optional<MailFlow> flow(MailEvent event) {
        return switch (event.kind()) {
            case REFUSED -> Optional.of(MailFlow.REFUSED);
            case DELIVERED -> Optional.of(MailFlow.OUT);
            case BOUNCED, EXPIRED, DEAD -> Optional.of(MailFlow.FAILED);
            case RECEIVED, STORED, TAKEN -> // out of the queue a mail comes once more
                event.origin().isPresent() ? Optional.of(MailFlow.IN) : Optional.empty();
            case QUEUED, DEFERRED, REMOVED -> Optional.empty();
        };
    }

    private static String reason(String reply) {
        Matcher matcher = REPLY.matcher(reply);
        if (!matcher.matches()) {
            return "";
        }
        return matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
    }

    /** Takes the counts out. */
    Map<Key, Long> take() {
        Map<Key, Long> taken = new HashMap<>();
        for (Key key : List.copyOf(counts.keySet())) {
            Long count = counts.remove(key);
            if (count != null) { // else the timer has taken it while the server ends
                taken.put(key, count);
            }
        }
        return taken;
    }

    /** Puts back what could not be written. */
    void putBack(Map<Key, Long> taken) {
        taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }
}
