package org.letterwing.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in WildFly's report of a failed deployment the one line that says why: the message of the last cause. */
final class FailureReason {

    private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+: ([^\\n\"\\\\]+)");

    private FailureReason() {}

    static String of(String report) {
        String reason = report;
        for (Matcher cause = CAUSE.matcher(report.replace("\\n", "\n")); cause.find(); ) {
            reason = cause.group(1);
        }
        return reason.strip();
    }
}
