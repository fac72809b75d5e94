package org.letterwing.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many mails there were in a time, of all servers that share the database.
 *
 * @param steps the parts of the time, the oldest first; the last one is not over
 * @param refusals how many mails were refused for a reason: an enhanced status code, a code, or empty text
 */
public record Traffic(List<Step> steps, Map<String, Long> refusals) {

    /**
     * A part of the time.
     *
     * @param begin when it began
     * @param mails how many there were of each kind
     */
    public record Step(Instant begin, Map<MailFlow, Long> mails) {

        /** Copies the map. */
        public Step {
            mails = Map.copyOf(mails);
        }

        /** Returns how many there were of a kind. */
        public long count(MailFlow flow) {
            return mails.getOrDefault(flow, 0L);
        }
    }

    /** For how long, and in how many parts. */
    public enum Span {
        /** An hour in parts of five minutes. */
        HOUR(12, 1),
        /** A day in parts of an hour. */
        DAY(24, 12),
        /** A week in parts of six hours. */
        WEEK(28, 72);

        private final int steps;
        private final int slots;

        Span(int steps, int slots) {
            this.steps = steps;
            this.slots = slots;
        }

        /** Returns how many parts it has. */
        int steps() {
            return steps;
        }

        /** Returns how many slots of five minutes make a part. */
        int slots() {
            return slots;
        }
    }

    /** Copies list and map. */
    public Traffic {
        steps = List.copyOf(steps);
        refusals = Map.copyOf(refusals);
    }

    /** Returns how many there were of a kind in all. */
    public long count(MailFlow flow) {
        return steps.stream().mapToLong(step -> step.count(flow)).sum();
    }
}
