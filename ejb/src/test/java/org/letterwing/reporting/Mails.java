package org.letterwing.reporting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dmarc.AuthenticatedDomains;
import org.letterwing.authentication.dmarc.Dmarc;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.dmarc.Verdict;
import org.letterwing.authentication.spf.SpfResult;
import org.letterwing.authentication.spf.SpfVerdict;
import org.letterwing.authentication.suffix.PublicSuffixList;

/** Mails of which DMARC has said something. */
final class Mails {

    private Mails() {}

    /** Returns a mail from {@code bounce.<author>} that passes by SPF, and has a bad signature. */
    static EvaluatedMail passed(String author, String record, String client) {
        Verdict verdict = verdict(author, record, List.of("bounce." + author));
        return new EvaluatedMail(
                verdict,
                address(client),
                "b+7@bounce." + author,
                spf(SpfResult.PASS, "bounce." + author),
                List.of(dkim(org.letterwing.authentication.dkim.Verdict.FAIL, author, "s1")),
                verdict.disposition());
    }

    /** Returns a mail with the null reverse-path that fails. */
    static EvaluatedMail failed(String author, String record, String client, Policy applied) {
        return new EvaluatedMail(
                verdict(author, record, List.of()),
                address(client),
                "",
                spf(SpfResult.SOFTFAIL, "host.example.org"),
                List.of(),
                applied);
    }

    static DkimResult dkim(org.letterwing.authentication.dkim.Verdict verdict, String domain, String selector) {
        return new DkimResult(verdict, domain, "@" + domain, selector, "rsa-sha256", "", "", false, false);
    }

    static SpfVerdict spf(SpfResult result, String domain) {
        return new SpfVerdict(result, domain, Optional.empty(), Optional.empty());
    }

    static Verdict verdict(String author, String record, List<String> spf) {
        Names dns = new ZoneNames().with("_dmarc." + author, "TXT", record);
        return new Dmarc(dns, PublicSuffixList.bundled(), new Random(1))
                .evaluate(List.of(author), new AuthenticatedDomains(spf, List.of()));
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
