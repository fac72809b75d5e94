package org.letterwing.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/**
 * The queue in figures.
 *
 * @param entries how many entries are in each state that is no end, of all servers that share the database
 * @param oldest the age of the oldest of them; empty if there is none
 * @param attempts what attempts of this server came to since its start
 * @param deferrals why entries wait for another attempt, those reasons first that most have; of very many entries those that
 *     came last are asked
 */
public record Figures(
        Map<EntryState, Long> entries,
        Optional<Duration> oldest,
        Map<Result, Long> attempts,
        List<Deferral> deferrals) {

    /**
     * Entries of one domain that wait for the same reason.
     *
     * @param domain the recipients' domain
     * @param status the enhanced status code of their last attempts
     * @param reply what was said at one of these
     * @param entries how many they are
     */
    public record Deferral(String domain, String status, String reply, long entries) {}

    /** Returns how many entries are in a state. */
    public long count(EntryState state) {
        return entries.getOrDefault(state, 0L);
    }
}
