package org.letterwing.reporting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.letterwing.authentication.report.AggregateReport.Evaluated;
import org.letterwing.authentication.report.AggregateReport.Identifiers;
import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;

/** The mails of a day that had the same results: a row of its report. */
@Entity
@Table(name = "dmarc_mails")
class CountedMails {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dmarc_mails_seq")
    @SequenceGenerator(name = "dmarc_mails_seq", sequenceName = "dmarc_mails_seq", allocationSize = 64)
    private Long id;

    @Column(name = "day_id")
    private Long day;

    /** Of all that follows but the number of mails: it is short, and tells rows apart. */
    private String digest;

    private long mails;

    private String source;

    private String disposition;

    @Column(name = "aligned_dkim")
    private String alignedDkim;

    @Column(name = "aligned_spf")
    private String alignedSpf;

    /** Empty text for none. */
    private String reason;

    private String author;

    private String sender;

    /** Line by line a result, a space, the domain, a space, and the selector. */
    private String signatures;

    @Column(name = "spf_domain")
    private String spfDomain;

    @Column(name = "spf_scope")
    private String spfScope;

    @Column(name = "spf_result")
    private String spfResult;

    /** For JPA. */
    protected CountedMails() {}

    /** Takes over the row of one mail, as {@link EvaluatedMail#row} makes it. */
    CountedMails(long day, Row row) {
        this.day = day;
        source = row.source();
        disposition = row.evaluated().disposition();
        alignedDkim = row.evaluated().dkim();
        alignedSpf = row.evaluated().spf();
        reason = row.evaluated().reasons().stream().map(Reason::type).collect(Collectors.joining());
        author = row.identifiers().author();
        sender = row.identifiers().sender();
        signatures = row.dkim().stream()
                .map(s -> s.result() + " " + s.domain() + " " + s.selector())
                .collect(Collectors.joining("\n"));
        spfDomain = row.spf().get(0).domain();
        spfScope = row.spf().get(0).scope();
        spfResult = row.spf().get(0).result();
        digest = digestOfResults();
    }

    private String digestOfResults() {
        String all = String.join(
                "\t",
                source,
                disposition,
                alignedDkim,
                alignedSpf,
                reason,
                author,
                sender,
                signatures,
                spfDomain,
                spfScope,
                spfResult);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    String digest() {
        return digest;
    }

    long mails() {
        return mails;
    }

    void add(long number) {
        mails += number;
    }

    Row row() {
        return new Row(
                source,
                mails,
                new Evaluated(
                        disposition,
                        alignedDkim,
                        alignedSpf,
                        reason.isEmpty() ? List.of() : List.of(new Reason(reason, ""))),
                new Identifiers(author, sender, ""),
                signatures.lines().map(CountedMails::signature).toList(),
                List.of(new Spf(spfDomain, spfScope, spfResult)));
    }

    private static Signature signature(String line) {
        String[] parts = line.split(" ", -1);
        return new Signature(parts[1], parts[2], parts[0]);
    }
}
