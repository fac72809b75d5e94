package org.letterwing.authentication.spf;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.spf.SpfRecord.Directive;

/** Evaluates the record of one domain for a mail: check_host() of RFC 7208 4. */
final class Evaluation {

    /**
     * What it comes to.
     *
     * @param explanation where the domain of the record says why, if that is a fail
     * @param values of the macros there
     */
    record Outcome(SpfResult result, Optional<MacroString> explanation, MacroValues values) {}

    private final String domain;
    private final MacroValues values;
    private final Lookups lookups;

    /** Makes the evaluation of a domain, for a mail whose earlier evaluations have the same lookups. */
    Evaluation(String domain, Claim claim, ClientNames clientNames, Lookups lookups) {
        this.domain = domain;
        this.values = new MacroValues(claim, domain, clientNames);
        this.lookups = lookups;
    }

    ClientAddress client() {
        return values.claim().client();
    }

    ClientNames clientNames() {
        return values.clientNames();
    }

    Lookups lookups() {
        return lookups;
    }

    /** Evaluates the record. */
    Outcome run() throws SpfException {
        Optional<SpfRecord> found = record();
        if (found.isEmpty()) {
            return outcome(SpfResult.NONE, Optional.empty());
        }
        SpfRecord record = found.get();
        for (Directive directive : record.directives()) {
            if (directive.mechanism().matches(this)) {
                return outcome(directive.result(), record.explanation());
            }
        }
        if (record.redirect().isEmpty()) {
            return outcome(SpfResult.NEUTRAL, Optional.empty()); // RFC 7208 4.7
        }
        // RFC 7208 6.1
        Optional<String> target = query(record.redirect());
        if (target.isEmpty()) {
            throw malformed("its redirect would need a local part of US-ASCII");
        }
        return of(target.get());
    }

    /**
     * Evaluates the record of the domain that an include or a redirect leads to. Each of them counts as a term, which bounds
     * how deep that can go.
     *
     * @throws SpfException also if it has none (RFC 7208 5.2, 6.1)
     */
    Outcome of(String target) throws SpfException {
        Outcome outcome = new Evaluation(target, values.claim(), clientNames(), lookups).run();
        if (outcome.result() == SpfResult.NONE) {
            throw malformed("it leads to " + target + ", which has none");
        }
        return outcome;
    }

    /**
     * Counts a term, and returns the name of the domain that it asks for.
     *
     * @param spec empty for the domain of the record
     * @return empty if nothing is asked, for the term can't match
     */
    Optional<String> query(Optional<MacroString> spec) throws SpfException {
        lookups.countTerm();
        if (spec.isEmpty()) {
            return Optional.of(domain);
        }
        if (spec.get().uses("p") && !clientNames().areKnown()) {
            lookups.countTerm(); // RFC 7208 4.6.4
        }
        return spec.get().name(values);
    }

    private Outcome outcome(SpfResult result, Optional<MacroString> explanation) {
        return new Outcome(result, explanation, values);
    }

    // RFC 7208 4.3 to 4.6
    private Optional<SpfRecord> record() throws SpfException {
        if (!DomainNames.isWellFormed(domain)) {
            return Optional.empty();
        }
        List<String> records =
                lookups.texts(domain).stream().filter(RecordParser::isRecord).toList();
        if (records.size() > 1) {
            throw SpfException.permanent(domain + " has " + records.size() + " SPF records, where one is allowed");
        }
        try {
            return records.isEmpty() ? Optional.empty() : Optional.of(RecordParser.parse(records.get(0)));
        } catch (MalformedException e) {
            throw malformed(e.getMessage());
        }
    }

    private SpfException malformed(String problem) {
        return SpfException.permanent("The SPF record of " + domain + ": " + problem);
    }
}
