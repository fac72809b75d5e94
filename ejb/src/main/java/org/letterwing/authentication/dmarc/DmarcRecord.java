package org.letterwing.authentication.dmarc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner of a domain has published about its mail (RFC 7489 6.3, RFC 9091 3.2). Of the other tags, {@code ruf} and
 * {@code rf} are about failure reports, which are not sent, and {@code ri} about reports at other times than daily.
 *
 * @param policy for mail of the domain itself
 * @param subdomains for mail of its subdomains
 * @param nonexistent for mail of subdomains that don't exist
 * @param strictDkim whether a signature counts only with the very same domain
 * @param strictSpf whether the sender's address counts only with the very same domain
 * @param percent of the mails that fail, to which the policy applies
 * @param testing whether the policy is being tested, and applies to none (RFC 9989 4.7: {@code t})
 * @param failureOptions when failure reports are wished for, as published
 * @param reportUris where aggregate reports go
 */
public record DmarcRecord(
        Policy policy,
        Policy subdomains,
        Policy nonexistent,
        boolean strictDkim,
        boolean strictSpf,
        int percent,
        boolean testing,
        String failureOptions,
        List<ReportUri> reportUris) {

    private static final Pattern PERCENT = Pattern.compile("100|[0-9]{1,2}");
    private static final Pattern FAILURE_OPTIONS = Pattern.compile("[01dsDS](\\s*:\\s*[01dsDS]){0,3}");

    /** Copies the list. */
    public DmarcRecord {
        reportUris = List.copyOf(reportUris);
    }

    /** Reads a record; empty if it is none to go by. */
    public static Optional<DmarcRecord> parse(String text) {
        return RecordTags.parse(text).flatMap(DmarcRecord::of);
    }

    private static Optional<DmarcRecord> of(RecordTags tags) {
        List<ReportUri> reportUris = tags.value("rua").map(ReportUri::parseList).orElse(List.of());
        Optional<Policy> policy = policy(tags, "p", Optional.empty());
        Optional<Policy> subdomains = policy(tags, "sp", policy);
        Optional<Policy> nonexistent = policy(tags, "np", subdomains);
        if (policy.isPresent() && subdomains.isPresent() && nonexistent.isPresent()) {
            return Optional.of(of(tags, policy.get(), subdomains.get(), nonexistent.get(), reportUris));
        }
        // RFC 7489 6.6.3: who wants reports has begun to use DMARC.
        return reportUris.isEmpty()
                ? Optional.empty()
                : Optional.of(of(tags, Policy.NONE, Policy.NONE, Policy.NONE, reportUris));
    }

    private static DmarcRecord of(
            RecordTags tags, Policy policy, Policy subdomains, Policy nonexistent, List<ReportUri> reportUris) {
        return new DmarcRecord(
                policy,
                subdomains,
                nonexistent,
                isSet(tags, "adkim", "s"),
                isSet(tags, "aspf", "s"),
                percent(tags),
                isSet(tags, "t", "y"),
                tags.value("fo")
                        .filter(fo -> FAILURE_OPTIONS.matcher(fo).matches())
                        .orElse("0"),
                reportUris);
    }

    /** Reads a policy; if there is none, the other one counts. */
    private static Optional<Policy> policy(RecordTags tags, String name, Optional<Policy> other) {
        Optional<String> value = tags.value(name);
        return value.isPresent() ? Policy.parse(value.get()) : other;
    }

    private static boolean isSet(RecordTags tags, String name, String value) {
        return tags.value(name).filter(value::equalsIgnoreCase).isPresent();
    }

    private static int percent(RecordTags tags) {
        return tags.value("pct")
                .filter(percent -> PERCENT.matcher(percent).matches())
                .map(Integer::parseInt)
                .orElse(100);
    }
}
