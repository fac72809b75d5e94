package org.letterwing.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the checks who sent a mail. */
public final class SenderSettings {

    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)+[a-z0-9-]{2,63}");

    /** How long all questions to DNS about one mail may take together. */
    public static final Setting<Duration> TIMEOUT =
            LimitSettings.seconds("letterwing.authentication.timeout", 10, 1, 120);

    /** What is done with what is found. */
    public static final Setting<DmarcMode> DMARC = Settings.choice("letterwing.dmarc", DmarcMode.APPLY);

    /** The domains, of A-labels in lower case, that are believed what they have sealed: their word overrides a policy. */
    public static final Setting<Set<String>> ARC_TRUSTED =
            new Setting<>("letterwing.arc.trusted", "", SenderSettings::domains);

    private SenderSettings() {}

    static List<Setting<?>> all() {
        return List.of(TIMEOUT, DMARC, ARC_TRUSTED);
    }

    private static Set<String> domains(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(SenderSettings::domain)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String domain(String part) {
        if (!DOMAIN.matcher(part).matches()) {
            throw new IllegalArgumentException(
                    "a list of domains such as lists.example.org, example.net; '" + part + "' is none");
        }
        return part;
    }
}
