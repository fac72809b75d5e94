package org.letterwing.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

import org.letterwing.directory.Change;
import org.letterwing.directory.Change.Detail;
import org.letterwing.directory.DomainName;

/** A change that somebody has made. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntry {

    private static final int LONGEST_PRINCIPAL = 400;
    private static final int LONGEST_SUBJECT = 1000;
    private static final int LONGEST_DETAILS = 4000;
    private static final int LONGEST_VALUE = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ColumnTransformer(write = "COALESCE(?, CURRENT_TIMESTAMP)")
    private Instant changed;

    private String principal;

    private String client;

    private String operation;

    private String subject;

    private String domain;

    /** Line by line a name, what was before, and what is now, with tabs between. */
    private String details;

    /** For JPA. */
    protected AuditEntry() {}

    AuditEntry(String principal, Optional<String> client, Change change) {
        this.principal = cut(principal, LONGEST_PRINCIPAL);
        this.client = client.orElse(null);
        operation = change.operation();
        subject = kept(change.subject());
        domain = domain(change.subject()).map(DomainName::ascii).orElse(null);
        details = lines(change.details());
    }

    /** Returns the domain that a subject is, or that it belongs to. */
    static Optional<DomainName> domain(String subject) {
        String name = subject.substring(subject.lastIndexOf('@') + 1);
        return name.indexOf('.') < 0 ? Optional.empty() : DomainName.parse(name);
    }

    /** Returns a subject in the form in which it is kept. */
    static String kept(String subject) {
        return cut(withDomain(subject, DomainName::ascii), LONGEST_SUBJECT);
    }

    private static String withDomain(String subject, Function<DomainName, String> form) {
        String local = subject.substring(0, subject.lastIndexOf('@') + 1);
        return domain(subject)
                .map(name -> local.toLowerCase(Locale.ROOT) + form.apply(name))
                .orElse(subject);
    }

    /** Leaves out the last details rather than a part of one. */
    private static String lines(List<Detail> details) {
        StringBuilder lines = new StringBuilder();
        for (Detail detail : details) {
            String line = detail.name() + "\t" + value(detail.before()) + "\t" + value(detail.after()) + "\n";
            if (lines.length() + line.length() > LONGEST_DETAILS) {
                break;
            }
            lines.append(line);
        }
        return lines.toString();
    }

    private static String value(String text) {
        return cut(text.replaceAll("\\p{Cntrl}", " "), LONGEST_VALUE);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    AuditView view() {
        return new AuditView(
                id,
                changed,
                principal,
                client,
                operation,
                withDomain(subject, DomainName::unicode),
                details.lines()
                        .map(line -> line.split("\t", -1))
                        .map(AuditEntry::detail)
                        .toList());
    }

    private static Detail detail(String[] parts) {
        return new Detail(parts[0], parts[1], parts[2]);
    }
}
