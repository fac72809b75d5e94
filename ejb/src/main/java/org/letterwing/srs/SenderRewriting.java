package org.letterwing.srs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;

/**
 * Rewrites the senders of forwarded mail into addresses of this server, so that the next host doesn't hold the mail for
 * forged (RFC 7208), and knows again whose address stands behind one. The keys are in the database: what one server has made
 * another one knows, if they share it. Thread-safe.
 */
@ApplicationScoped
public class SenderRewriting {

    // What is replaced stays, so that its addresses are good until their time is over.
    private static final String KEYS = "SELECT secret FROM srs_key ORDER BY id DESC";

    @Inject
    private EntityManager entities;

    /** For the container. */
    protected SenderRewriting() {}

    /** Works with the given entity manager. */
    public SenderRewriting(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns whether an address is one of the scheme's, ours or not. */
    public static boolean isRewritten(String address) {
        return address.contains("@") && Scheme.isRewritten(address);
    }

    /**
     * Returns the local part that stands for a sender.
     *
     * @param localPart without quotes
     * @param domain of A-labels
     */
    public String rewrite(String localPart, String domain) {
        return scheme().rewrite(localPart, domain);
    }

    /** Returns who stands behind an address of the scheme. */
    public Reversal reverse(String address) {
        return scheme().reverse(address.substring(0, address.lastIndexOf('@')));
    }

    private Scheme scheme() {
        @SuppressWarnings("unchecked")
        List<String> secrets = entities.createNativeQuery(KEYS, String.class)
                .setFlushMode(FlushModeType.COMMIT) // what is being stored is another matter, and goes in batches
                .getResultList();
        return new Scheme(new Signer(secrets), Instant.EPOCH.until(Instant.now(), ChronoUnit.DAYS));
    }
}
