package org.letterwing.srs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.EntityManager;

/** Return addresses of forwarded mail for tests of those who use them. */
public final class TestRewriting {

    private TestRewriting() {}

    /** Returns the local part that would have been made some days ago. */
    public static String daysAgo(EntityManager entities, int days, String localPart, String domain) {
        String secret = (String) entities.createNativeQuery("SELECT MAX(secret) FROM srs_key", String.class)
                .getSingleResult();
        long today = Duration.between(Instant.EPOCH, Instant.now()).toDays();
        return new Scheme(new Signer(List.of(secret)), today - days).rewrite(localPart, domain);
    }
}
