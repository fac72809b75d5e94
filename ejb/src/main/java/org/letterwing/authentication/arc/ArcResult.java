package org.letterwing.authentication.arc;

import java.util.List;
import java.util.Optional;

/**
 * What became of the check of a chain.
 *
 * @param status what the chain is worth
 * @param reason why it failed, of ASCII without parentheses and quotes; empty if it did not
 * @param temporary whether it failed only because DNS did not answer
 * @param ended whether the newest sealer found it broken already, so that nobody may go on with it
 * @param oldestPass the oldest instance from which on all signatures of the message pass; 0 if all do, or the chain
 *     does not pass (RFC 8617 5.2)
 * @param sealers domains that sealed, of A-labels in lower case, the oldest first; none unless the chain passes
 * @param authenticationResults what the newest sealer found: its authserv-id and results, unfolded; only if the chain passes
 */
public record ArcResult(
        ChainStatus status,
        String reason,
        boolean temporary,
        boolean ended,
        int oldestPass,
        List<String> sealers,
        Optional<String> authenticationResults) {

    static final ArcResult NONE = without(ChainStatus.NONE, "", false, false);

    static ArcResult failed(String reason, boolean temporary, boolean ended) {
        return without(ChainStatus.FAIL, reason, temporary, ended);
    }

    private static ArcResult without(ChainStatus status, String reason, boolean temporary, boolean ended) {
        return new ArcResult(status, reason, temporary, ended, 0, List.of(), Optional.empty());
    }
}
