package org.letterwing.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the keys with which outgoing mail is signed. */
public final class KeySettings {

    private static final int MOST_DAYS = 3650;

    /** The file with the secret under which private keys are kept; empty for one that is made once. */
    public static final Setting<Optional<Path>> FILE = Settings.path("letterwing.keys.file", "a file");

    /** That secret itself, for servers that know it already, such as by an encrypted expression; empty for a file. */
    public static final Setting<Optional<String>> SECRET =
            new Setting<>("letterwing.keys.secret", "", text -> text.isEmpty() ? Optional.empty() : Optional.of(text));

    /** After which time new keys follow by themselves; zero for never. */
    public static final Setting<Duration> ROTATION = days("letterwing.keys.rotation", 0, 0);

    /** How long new keys are published before they sign. */
    public static final Setting<Duration> LEAD = days("letterwing.keys.lead", 2, 1);

    private KeySettings() {}

    static List<Setting<?>> all() {
        return List.of(FILE, SECRET, ROTATION, LEAD);
    }

    private static Setting<Duration> days(String name, int defaultValue, int min) {
        return new Setting<>(
                name,
                Integer.toString(defaultValue),
                text -> Duration.ofDays(
                        Settings.parse(text, min, MOST_DAYS, "a number of days from " + min + " to " + MOST_DAYS)));
    }
}
