package org.letterwing.authentication.arrival;

import java.util.List;

import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dkim.Verdict;
import org.letterwing.authentication.dmarc.Policy;

/** What applications are told of what was found. */
final class VerdictFacts {

    /** Of a mail that could not be checked. */
    static final SenderAuthentication UNKNOWN =
            new SenderAuthentication(Result.TEMPERROR, "", List.of(), Result.TEMPERROR, "", false, Result.TEMPERROR);

    private VerdictFacts() {}

    static SenderAuthentication of(SenderVerdicts verdicts) {
        return new SenderAuthentication(
                Result.valueOf(verdicts.mailFrom().result().name()),
                verdicts.mailFrom().domain(),
                verdicts.dkim().stream()
                        .filter(signature -> signature.verdict() == Verdict.PASS)
                        .map(DkimResult::domain)
                        .distinct()
                        .toList(),
                Result.valueOf(verdicts.dmarc().result().name()),
                verdicts.dmarc().domain(),
                verdicts.disposition() == Policy.QUARANTINE,
                arc(verdicts.arc()));
    }

    private static Result arc(ArcResult arc) {
        return arc.temporary() ? Result.TEMPERROR : Result.valueOf(arc.status().name());
    }
}
