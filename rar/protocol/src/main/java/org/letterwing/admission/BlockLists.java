package org.letterwing.admission;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;

import org.letterwing.dns.Dns;

/**
 * The block lists in DNS (RFC 5782) that an operator trusts, each with the score that it adds to what it lists.
 *
 * <p>A list that is broken lists nobody: one that does not answer, and one that fails its test points. Thread-safe.
 */
public final class BlockLists {

    /**
     * A list.
     *
     * @param zone its domain
     * @param score what being listed counts
     */
    public record Zone(String zone, int score) {}

    private static final System.Logger LOG = System.getLogger(BlockLists.class.getName());
    private static final Duration TEST_INTERVAL = Duration.ofHours(1);
    // RFC 5782 5: 127.0.0.2 is listed, 127.0.0.1 is not. A list for IPv6 alone has them as ::FFFF:7F00:2 and 1.
    private static final String LISTED = "2.0.0.127.";
    private static final String NOT_LISTED = "1.0.0.127.";
    private static final String LISTED_V6 = "2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.";
    private static final String NOT_LISTED_V6 = "1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.";

    /** Those of {@code in-addr.arpa.}, the empty one at the end included. */
    private static final int ARPA_LABELS = 3;

    private final Dns dns;
    private final List<TestedZone> zones;
    private final int threshold;

    /**
     * Makes the lists.
     *
     * @param threshold the sum of scores from which a client is refused
     */
    public BlockLists(Dns dns, List<Zone> zones, int threshold) {
        this.dns = dns;
        this.zones = zones.stream().map(TestedZone::new).toList();
        this.threshold = threshold;
    }

    /** Returns the names of the lists that condemn an address, with commas between; {@code ""} if they don't. */
    CompletionStage<String> condemning(InetAddress client) {
        List<CompletionStage<Boolean>> answers = new ArrayList<>();
        for (TestedZone zone : zones) {
            answers.add(zone.works()
                    .thenCombine(isListed(reversed(client), zone.zone), (works, listed) -> works && listed));
        }
        CompletionStage<List<Zone>> listing = CompletableFuture.completedStage(List.of());
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.get(i).zone;
            listing = listing.thenCombine(answers.get(i), (before, listed) -> listed ? with(before, zone) : before);
        }
        return listing.thenApply(all -> all.stream().mapToInt(Zone::score).sum() >= threshold
                ? all.stream().map(Zone::zone).collect(Collectors.joining(", "))
                : "");
    }

    private static List<Zone> with(List<Zone> before, Zone zone) {
        List<Zone> all = new ArrayList<>(before);
        all.add(zone);
        return all;
    }

    private CompletionStage<Boolean> isListed(String reversed, Zone zone) {
        return dns.ipv4(reversed + zone.zone).handle((answers, failure) -> {
            if (failure != null) {
                LOG.log(Level.DEBUG, "The block list {0} does not answer: {1}", zone.zone, failure);
                return false;
            }
            return answers.stream().anyMatch(BlockLists::meansListed);
        });
    }

    /** RFC 5782 2.1: 127.0.0.0/8. Some lists say with 127.255.255.x that a question was not allowed. */
    private static boolean meansListed(InetAddress answer) {
        byte[] octets = answer.getAddress();
        return octets[0] == 127 && !(octets[1] == -1 && octets[2] == -1);
    }

    /** RFC 5782 2.1 and 2.4: the octets or nibbles in reverse order, without the {@code in-addr.arpa} behind them. */
    private static String reversed(InetAddress client) {
        Name name = ReverseMap.fromAddress(client);
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < name.labels() - ARPA_LABELS; i++) {
            labels.append(name.getLabelString(i)).append('.');
        }
        return labels.toString();
    }

    /** A list with what its test points said last. */
    private final class TestedZone {

        private final Zone zone;
        private CompletionStage<Boolean> works;
        private long tested;

        private TestedZone(Zone zone) {
            this.zone = zone;
        }

        private synchronized CompletionStage<Boolean> works() {
            if (works == null || System.nanoTime() - tested > TEST_INTERVAL.toNanos()) {
                tested = System.nanoTime();
                works = either(LISTED, LISTED_V6)
                        .thenCombine(either(NOT_LISTED, NOT_LISTED_V6), (listed, wrong) -> verdict(listed, wrong));
            }
            return works;
        }

        private CompletionStage<Boolean> either(String v4, String v6) {
            return isListed(v4, zone).thenCombine(isListed(v6, zone), Boolean::logicalOr);
        }

        private boolean verdict(boolean listed, boolean wrong) {
            if (wrong || !listed) {
                LOG.log(
                        Level.WARNING,
                        "The block list {0} is not used for an hour: it lists {1} (RFC 5782 5)",
                        zone.zone,
                        wrong ? "127.0.0.1, and so probably everybody" : "nothing, not even 127.0.0.2");
            }
            return listed && !wrong;
        }
    }
}
