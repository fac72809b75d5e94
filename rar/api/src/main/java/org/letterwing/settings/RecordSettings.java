package org.letterwing.settings;

import java.time.Duration;
import java.util.List;

/** The settings of what is recorded: what administrators did, and what became of mails. */
public final class RecordSettings {

    /** How long it is kept what administrators have changed. */
    public static final Setting<Duration> AUDIT_KEEP = days("letterwing.audit.days", 365, 1);

    /** How long it is kept what became of mails; zero for no trace of them. */
    public static final Setting<Duration> TRACE_KEEP = days("letterwing.trace.days", 14, 0);

    /** How many events of mails are kept at most, about. */
    public static final Setting<Integer> TRACE_MOST = Settings.number(
            "letterwing.trace.rows", 2_000_000, 1000, 1_000_000_000, "a number from 1000 to 1000000000");

    private RecordSettings() {}

    static List<Setting<?>> all() {
        return List.of(AUDIT_KEEP, TRACE_KEEP, TRACE_MOST);
    }

    private static Setting<Duration> days(String name, int defaultValue, int min) {
        return new Setting<>(
                name,
                Integer.toString(defaultValue),
                text -> Duration.ofDays(Settings.parse(text, min, 3650, "a number of days from " + min + " to 3650")));
    }
}
