package org.letterwing.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.authentication.keys.ForwardSealer;
import org.letterwing.authentication.keys.OutgoingSigner;
import org.letterwing.spi.outbound.OutboundMail;

/**
 * Says how mail is signed on its way out: what users, applications and this server have written is signed; what a stranger
 * has written is sealed at most, if an alias of ours leads it on. Thread-safe.
 */
@ApplicationScoped
class Signatures {

    @Inject
    private OutgoingSigner signer;

    @Inject
    private ForwardSealer sealer;

    /** Returns what signs a mail. */
    OutboundMail.Signer of(Job job) {
        if (job.mail().isOurs()) {
            return signer.of(job.envelope().reversePath());
        }
        return job.claims().get(0).aliasDomain().map(sealer::of).orElse(OutboundMail.Signer.NONE);
    }
}
