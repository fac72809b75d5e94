package org.letterwing.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one line that says why a deployment failed, among what WildFly tells of all that failed with it. */
final class FailureReason {

    /** What Letterwing's own message comes in: a wrong setting, or a resource adapter that can't start. */
    private static final List<Pattern> OURS = List.of(
            cause("org\\.letterwing\\.settings\\.SettingException"),
            cause("jakarta\\.resource\\.spi\\.ResourceAdapterInternalException"));

    private static final Pattern LOGGED = Pattern.compile(" ERROR +\\[org\\.letterwing\\.[^]]+] \\(.*?\\) (.*)");
    private static final Pattern ANY = cause("[^:\n]+");

    private FailureReason() {}

    /**
     * Returns the reason.
     *
     * @param report what the deployment scanner wrote down
     * @param log the server's log since its start
     */
    static String of(String report, String log) {
        return OURS.stream()
                .flatMap(pattern -> first(pattern, report).stream())
                .findFirst()
                .or(() -> first(LOGGED, log))
                .or(() -> first(ANY, report))
                .orElse(report);
    }

    /** The report quotes texts in texts, and a line ends with the quote or with the line. */
    private static Pattern cause(String exception) {
        return Pattern.compile("Caused by: " + exception + ": ([^\n\"]*[^\n\"\\\\])");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
