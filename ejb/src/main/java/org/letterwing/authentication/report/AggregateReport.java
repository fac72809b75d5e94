package org.letterwing.authentication.report;

import java.time.Instant;
import java.util.List;

/**
 * What a host saw of a domain's mail in a time (RFC 7489 7.2, appendix C). The words for policies and results are those of
 * RFC 7489; in a report of somebody else they may be any text, and what it doesn't say is empty text.
 *
 * @param reporter who reports
 * @param id the reporter's name for the report
 * @param begin of the time, of whole seconds
 * @param end of the time, of whole seconds
 * @param policy what the domain had published
 * @param rows what was seen
 */
public record AggregateReport(
        Reporter reporter, String id, Instant begin, Instant end, PolicyPublished policy, List<Row> rows) {

    /** Copies the list. */
    public AggregateReport {
        rows = List.copyOf(rows);
    }

    /**
     * Who reports.
     *
     * @param organization name
     * @param email where to ask
     * @param contact more of it, such as a URI; empty text for none
     */
    public record Reporter(String organization, String email, String contact) {}

    /**
     * What the domain had published.
     *
     * @param domain with the record
     * @param dkim mode of alignment, {@code r} or {@code s}
     * @param spf mode of alignment, {@code r} or {@code s}
     * @param policy of the domain
     * @param subdomains policy of the subdomains
     * @param percent to which the policy applies, as a number
     * @param failureOptions the value of {@code fo}
     */
    public record PolicyPublished(
            String domain,
            String dkim,
            String spf,
            String policy,
            String subdomains,
            String percent,
            String failureOptions) {}

    /**
     * Mails of one client that had the same results.
     *
     * @param source the client's IP address
     * @param count of mails, 0 or more
     * @param evaluated what DMARC said
     * @param identifiers whose mails they claimed to be
     * @param dkim the signatures, good or not
     * @param spf the checks by SPF
     */
    public record Row(
            String source,
            long count,
            Evaluated evaluated,
            Identifiers identifiers,
            List<Signature> dkim,
            List<Spf> spf) {

        /** Copies the lists. */
        public Row {
            dkim = List.copyOf(dkim);
            spf = List.copyOf(spf);
        }
    }

    /**
     * What DMARC said.
     *
     * @param disposition what was done: {@code none}, {@code quarantine} or {@code reject}
     * @param dkim {@code pass} if a signature is good and aligned, or else {@code fail}
     * @param spf {@code pass} if it is good and aligned, or else {@code fail}
     * @param reasons why something else was done than the policy asked for
     */
    public record Evaluated(String disposition, String dkim, String spf, List<Reason> reasons) {

        /** Copies the list. */
        public Evaluated {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Why something else was done.
     *
     * @param type such as {@code sampled_out} or {@code local_policy}
     * @param comment for people; empty text for none
     */
    public record Reason(String type, String comment) {}

    /**
     * Whose mails they claimed to be.
     *
     * @param author the domain of From
     * @param sender the domain of the sender's address; empty text for the null sender
     * @param recipient the domain of the recipients; empty text if it is not told
     */
    public record Identifiers(String author, String sender, String recipient) {}

    /**
     * A signature.
     *
     * @param domain that signed
     * @param selector of its key
     * @param result as RFC 8601 2.7.1 calls it
     */
    public record Signature(String domain, String selector, String result) {}

    /**
     * A check by SPF.
     *
     * @param domain that was asked
     * @param scope {@code mfrom} or {@code helo}
     * @param result as RFC 8601 2.7.2 calls it
     */
    public record Spf(String domain, String scope, String result) {}
}
