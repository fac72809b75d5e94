package org.letterwing.smtp.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a peer said of itself in its reply to EHLO or HELO.
 *
 * @param name what it calls itself, unverified
 * @param extensions the keyword in capitals, and its parameters as they came, {@code ""} for none
 */
public record PeerFacts(String name, Map<String, String> extensions) {

    /** Copies the map. */
    public PeerFacts {
        extensions = Map.copyOf(extensions);
    }

    /** Reads the reply to EHLO (RFC 5321 4.1.1.1). */
    static PeerFacts ofEhlo(PeerReply reply) {
        Map<String, String> extensions = new HashMap<>();
        List<String> lines = reply.lines();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split("[ =]", 2);
            extensions.putIfAbsent(words[0].toUpperCase(Locale.ROOT), words.length == 1 ? "" : words[1].strip());
        }
        extensions.remove("");
        return new PeerFacts(name(reply), extensions);
    }

    /** Reads the reply to HELO. */
    static PeerFacts ofHelo(PeerReply reply) {
        return new PeerFacts(name(reply), Map.of());
    }

    private static String name(PeerReply reply) {
        return reply.lines().get(0).strip().split(" ", 2)[0];
    }

    /** Returns whether an extension is offered. */
    public boolean offers(String keyword) {
        return extensions.containsKey(keyword);
    }

    /** Returns the largest mail in octets (RFC 1870); {@link Long#MAX_VALUE} if there is no limit. */
    public long maxSize() {
        // RFC 1870 4: 0 is no fixed limit.
        String size = extensions.getOrDefault("SIZE", "");
        return size.matches("0*[1-9][0-9]{0,17}") ? Long.parseLong(size) : Long.MAX_VALUE;
    }
}
