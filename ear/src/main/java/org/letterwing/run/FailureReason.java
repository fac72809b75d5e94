package org.letterwing.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in WildFly's report of a failed deployment the one line that says why: the message of the last cause. */
final class FailureReason {

    private static final Pattern CAUSE = Pattern.compile("Caused by: [^:\n]+: ([^\n]+)");

    /** How the report quotes a text in a text. */
    private static final Pattern QUOTE = Pattern.compile("\\\\*\"");

    private FailureReason() {}

    static String of(String report) {
        String reason = report;
        for (Matcher cause = CAUSE.matcher(report); cause.find(); ) {
            reason = QUOTE.split(cause.group(1))[0];
        }
        return reason.strip();
    }
}
