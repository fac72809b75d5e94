package org.letterwing.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.letterwing.authentication.dmarc.DmarcRecord;
import org.letterwing.authentication.dmarc.PublishedPolicy;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.report.AggregateReport.PolicyPublished;

/** A day of a domain of which a report is to be sent: what the domain had published, and where the report goes. */
@Entity
@Table(name = "dmarc_day")
class ReportedDay {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dmarc_day_seq")
    @SequenceGenerator(name = "dmarc_day_seq", sequenceName = "dmarc_day_seq", allocationSize = 64)
    private Long id;

    @Column(name = "report_day")
    private LocalDate day;

    private String domain;

    @Column(name = "strict_dkim")
    private boolean strictDkim;

    @Column(name = "strict_spf")
    private boolean strictSpf;

    private String policy;

    private String subdomains;

    @Column(name = "percentage")
    private int percent;

    @Column(name = "failure_options")
    private String failureOptions;

    /** Line by line an address, a space, and its limit. */
    @Column(name = "report_uris")
    private String reportUris;

    /** How many different results were counted. */
    @Column(name = "different_results")
    private int different;

    /** For JPA. */
    protected ReportedDay() {}

    ReportedDay(DomainDay key) {
        day = key.day();
        domain = key.domain();
    }

    Long id() {
        return id;
    }

    DomainDay key() {
        return new DomainDay(day, domain);
    }

    int different() {
        return different;
    }

    void addDifferent(int number) {
        different += number;
    }

    /** Takes over what the domain has published. */
    void publish(PublishedPolicy published) {
        DmarcRecord dmarc = published.record();
        strictDkim = dmarc.strictDkim();
        strictSpf = dmarc.strictSpf();
        policy = dmarc.policy().text();
        subdomains = dmarc.subdomains().text();
        percent = dmarc.percent();
        failureOptions = dmarc.failureOptions().replaceAll("\\s", "");
        reportUris = dmarc.reportUris().stream()
                .map(uri -> uri.address() + " " + uri.limit())
                .collect(Collectors.joining("\n"));
    }

    PolicyPublished policy() {
        return new PolicyPublished(
                domain,
                strictDkim ? "s" : "r",
                strictSpf ? "s" : "r",
                policy,
                subdomains,
                Integer.toString(percent),
                failureOptions);
    }

    /** Returns where the domain wants its report. */
    List<ReportUri> reportUris() {
        return reportUris.lines().map(ReportedDay::uri).toList();
    }

    private static ReportUri uri(String line) {
        int space = line.indexOf(' ');
        String address = line.substring(0, space);
        return new ReportUri(
                address, address.substring(address.lastIndexOf('@') + 1), Long.parseLong(line.substring(space + 1)));
    }
}
