package org.letterwing.authentication.keys;

import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.authentication.dkim.SigningKey;

/**
 * The keys with which domains sign now, decrypted, and kept in memory for some seconds. A key that can't be decrypted does
 * not sign; the log says so once in an hour. Thread-safe.
 */
@ApplicationScoped
class SigningKeys {

    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SILENCE_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST_KEPT = 10_000;

    private record Kept(List<SigningKey> keys, long since) {}

    @EJB
    private DomainKeys domainKeys;

    @Inject
    private KeySecret secret;

    private final Function<String, List<DomainKey>> load;

    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final AtomicLong warned = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

    /** For the container. */
    protected SigningKeys() {
        load = domain -> domainKeys.of(domain);
    }

    /** Works with keys from elsewhere. */
    SigningKeys(Function<String, List<DomainKey>> load, KeySecret secret) {
        this.load = load;
        this.secret = secret;
    }

    /**
     * Returns the keys with which a domain signs.
     *
     * @param domain of A-labels
     * @return none if the domain is not managed, or its keys can't be decrypted
     */
    List<SigningKey> of(String domain) {
        long now = System.nanoTime();
        synchronized (kept) {
            Kept found = kept.get(domain);
            if (found != null && now - found.since < KEPT_NANOS) {
                return found.keys;
            }
        }
        List<SigningKey> keys = new ArrayList<>();
        for (DomainKey key : load.apply(domain)) {
            if (key.state() == KeyState.ACTIVE) {
                try {
                    keys.add(new SigningKey(key.selector(), key.privateKey(secret.encryption())));
                } catch (GeneralSecurityException e) {
                    warn(domain, key);
                }
            }
        }
        synchronized (kept) {
            kept.put(domain, new Kept(List.copyOf(keys), now));
        }
        return keys;
    }

    private void warn(String domain, DomainKey key) {
        long now = System.nanoTime();
        long before = warned.get();
        if (now - before >= SILENCE_NANOS && warned.compareAndSet(before, now)) {
            LOG.log(
                    Level.WARNING,
                    "Mail of {0} goes out without a signature: its key {1} was made with another secret than that in"
                            + " {2}. All servers need the secret with which the keys were made (letterwing.keys.file or"
                            + " letterwing.keys.secret); if it is lost, make new keys with POST /letterwing/api/v1/domains/{0}/keys/rotate",
                    domain,
                    key.selector(),
                    secret.source());
        }
    }
}
