package org.letterwing.authentication.arrival;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.dmarc.Verdict;
import org.letterwing.authentication.spf.SpfVerdict;

/**
 * All that was found out of who sent a mail, and what is done about it. It is fired as an event of CDI when it is known.
 *
 * @param client that brought the mail
 * @param reversePath the sender's address, {@code ""} for the null one
 * @param helo what SPF says of the name that the client gave itself
 * @param mailFrom what SPF says of the sender's address; of HELO if that is the null one
 * @param dkim what each signature is worth, the topmost first
 * @param arc what the seals are worth
 * @param dmarc what DMARC says
 * @param disposition what is done, which may be less than DMARC asks for
 * @param trustedSealer whose word overrides DMARC's; empty if nobody's does
 */
public record SenderVerdicts(
        InetAddress client,
        String reversePath,
        SpfVerdict helo,
        SpfVerdict mailFrom,
        List<DkimResult> dkim,
        ArcResult arc,
        Verdict dmarc,
        Policy disposition,
        Optional<String> trustedSealer) {

    /** Copies the list. */
    public SenderVerdicts {
        dkim = List.copyOf(dkim);
    }

    /** Returns the same, of which something else is done. */
    SenderVerdicts withDisposition(Policy other) {
        return new SenderVerdicts(client, reversePath, helo, mailFrom, dkim, arc, dmarc, other, trustedSealer);
    }
}
