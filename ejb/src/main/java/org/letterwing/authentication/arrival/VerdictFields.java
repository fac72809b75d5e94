package org.letterwing.authentication.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ChainStatus;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dmarc.Verdict;
import org.letterwing.authentication.results.AuthenticationResults;
import org.letterwing.authentication.results.MethodResult;
import org.letterwing.authentication.spf.SpfResult;
import org.letterwing.authentication.spf.SpfVerdict;

/** Writes what was found into the header field for it (RFC 8601). */
final class VerdictFields {

    private static final String SMTP = "smtp";
    private static final String HEADER = "header";

    private VerdictFields() {}

    /**
     * Returns the field's content.
     *
     * @param host the name of this server
     */
    static AuthenticationResults of(SenderVerdicts verdicts, String host) {
        List<MethodResult> results = new ArrayList<>();
        if (verdicts.reversePath().isEmpty() || verdicts.helo().result() != SpfResult.NONE) {
            results.add(spf(verdicts.helo()).with(SMTP, "helo", verdicts.helo().domain()));
        }
        if (!verdicts.reversePath().isEmpty()) {
            results.add(spf(verdicts.mailFrom()).with(SMTP, "mailfrom", verdicts.reversePath()));
        }
        verdicts.dkim().forEach(signature -> results.add(dkim(signature)));
        if (verdicts.dkim().isEmpty()) {
            results.add(new MethodResult("dkim", "none"));
        }
        results.add(dmarc(verdicts));
        if (verdicts.arc().status() != ChainStatus.NONE) {
            results.add(arc(verdicts.arc()));
        }
        return new AuthenticationResults(host, results);
    }

    /** Returns the field of a mail that could not be checked. */
    static AuthenticationResults unknown(String host, String why) {
        return new AuthenticationResults(
                host,
                List.of(
                        new MethodResult("spf", "temperror").because(why),
                        new MethodResult("dkim", "temperror"),
                        new MethodResult("dmarc", "temperror")));
    }

    private static MethodResult spf(SpfVerdict verdict) {
        return new MethodResult("spf", verdict.result().name().toLowerCase(Locale.ROOT))
                .because(verdict.problem().orElse(""));
    }

    // RFC 8601 2.7.1, RFC 6008
    private static MethodResult dkim(DkimResult signature) {
        MethodResult result = new MethodResult("dkim", signature.verdict().toString()).because(signature.reason());
        result = with(result, "d", signature.domain());
        result = with(result, "i", signature.identity());
        result = with(result, "s", signature.selector());
        result = with(result, "a", signature.algorithm());
        return with(result, "b", signature.mark());
    }

    // RFC 7489 11.1
    private static MethodResult dmarc(SenderVerdicts verdicts) {
        Verdict verdict = verdicts.dmarc();
        MethodResult result = new MethodResult("dmarc", verdict.result().text())
                .because(verdicts.trustedSealer()
                        .map(sealer -> sealer + " has sealed that it passed there")
                        .orElse(""));
        result = with(result, "from", verdict.domain());
        return verdict.published().isPresent()
                ? result.with("policy", "dmarc", verdicts.disposition().text())
                : result;
    }

    // RFC 8617 10.2
    private static MethodResult arc(ArcResult arc) {
        MethodResult result = new MethodResult("arc", arc.status().toString()).because(arc.reason());
        return arc.status() == ChainStatus.PASS
                ? result.with(HEADER, "oldest-pass", Integer.toString(arc.oldestPass()))
                : result;
    }

    private static MethodResult with(MethodResult result, String name, String value) {
        return value.isEmpty() ? result : result.with(HEADER, name, value);
    }
}
