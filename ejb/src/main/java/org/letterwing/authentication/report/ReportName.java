package org.letterwing.authentication.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a report and its mail are called (RFC 7489 7.2.1.1).
 *
 * @param receiver the domain that reports, of A-labels
 * @param report about a domain of A-labels, with an id of letters, digits, dots, hyphens and underscores
 */
public record ReportName(String receiver, AggregateReport report) {

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9._-]{1,253}");

    /**
     * Takes the parts.
     *
     * @throws IllegalArgumentException if a part has other characters
     */
    public ReportName {
        for (String part : List.of(receiver, report.policy().domain(), report.id())) {
            if (!PLAIN.matcher(part).matches()) {
                throw new IllegalArgumentException("No part of a report's name: " + part);
            }
        }
    }

    /** Returns the name of the file as {@link ReportWriter} writes it. */
    public String file() {
        long begin = report.begin().getEpochSecond();
        long end = report.end().getEpochSecond();
        return receiver + "!" + report.policy().domain() + "!" + begin + "!" + end + "!" + report.id() + ".xml.gz";
    }

    /** Returns the mail's subject, not folded. */
    public String subject() {
        return "Report Domain: " + report.policy().domain() + " Submitter: " + receiver + " Report-ID: <" + report.id()
                + "@" + receiver + ">";
    }
}
