package org.letterwing.reporting;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.dmarc.Verdict;
import org.letterwing.authentication.report.AggregateReport.Evaluated;
import org.letterwing.authentication.report.AggregateReport.Identifiers;
import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;
import org.letterwing.authentication.spf.SpfVerdict;

/**
 * A mail of which DMARC has said something, and what was done with it.
 *
 * @param verdict what DMARC said
 * @param client that brought the mail
 * @param reversePath the envelope's; {@code ""} for the null one
 * @param spf the check of the reverse-path, or of the HELO if that is null
 * @param signatures what they are worth
 * @param applied what was done, whether the policy asked for it or not
 */
public record EvaluatedMail(
        Verdict verdict,
        InetAddress client,
        String reversePath,
        SpfVerdict spf,
        List<DkimResult> signatures,
        Policy applied) {

    /** How many signatures a report tells of one mail: they are the words of a stranger, and each makes a row longer. */
    static final int MOST_SIGNATURES = 4;

    private static final String PASS = "pass";
    private static final String FAIL = "fail";

    /** Stands in reports for what a client said in place of a domain (RFC 2606 2). */
    private static final String NO_DOMAIN = "invalid";

    /** Copies the list. */
    public EvaluatedMail {
        signatures = List.copyOf(signatures);
    }

    /** Returns whether somebody wants to hear of it. */
    boolean isWanted() {
        return verdict.published()
                .filter(published -> !published.record().reportUris().isEmpty())
                .isPresent();
    }

    /** Returns what a report tells of it alone. */
    Row row() {
        return new Row(
                address(),
                1,
                new Evaluated(
                        applied.text(),
                        verdict.alignedDkim() ? PASS : FAIL,
                        verdict.alignedSpf() ? PASS : FAIL,
                        reasons()),
                new Identifiers(verdict.domain(), sender(), ""),
                signatures.stream()
                        .filter(signature -> !signature.domain().isEmpty())
                        .sorted(Comparator.comparing(DkimResult::verdict)) // the good ones first
                        .limit(MOST_SIGNATURES)
                        .map(s -> new Signature(
                                s.domain(), s.selector(), s.verdict().toString()))
                        .toList(),
                List.of(new Spf(
                        DnsName.of(spf.domain()).orElse(NO_DOMAIN),
                        reversePath.isEmpty() ? "helo" : "mfrom",
                        spf.result().name().toLowerCase(Locale.ROOT))));
    }

    private String address() {
        String text = client.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    private String sender() {
        return reversePath.isEmpty()
                ? ""
                : DnsName.of(reversePath.substring(reversePath.lastIndexOf('@') + 1))
                        .orElse(NO_DOMAIN);
    }

    // RFC 7489 appendix C: PolicyOverrideType
    private List<Reason> reasons() {
        if (applied != verdict.disposition()) {
            return List.of(new Reason("local_policy", ""));
        }
        return verdict.isSampledOut() ? List.of(new Reason("sampled_out", "")) : List.of();
    }
}
