package org.letterwing.settings;

import java.time.Duration;
import java.util.List;

/** The settings of what is recorded: what administrators did, and what became of mails. */
public final class RecordSettings {

    /** How long it is kept what administrators have changed. */
    public static final Setting<Duration> AUDIT_KEEP = days("letterwing.audit.days", 365);

    private RecordSettings() {}

    static List<Setting<?>> all() {
        return List.of(AUDIT_KEEP);
    }

    private static Setting<Duration> days(String name, int defaultValue) {
        return new Setting<>(
                name,
                Integer.toString(defaultValue),
                text -> Duration.ofDays(Settings.parse(text, 1, 3650, "a number of days from 1 to 3650")));
    }
}
