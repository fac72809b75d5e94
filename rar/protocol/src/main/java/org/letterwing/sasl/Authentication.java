package org.letterwing.sasl;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/** Logs clients in, by the mechanisms of SASL or with a password alone. Thread-safe. */
public final class Authentication {

    private final AccountLanes lanes;
    private final Predicate<InetAddress> secretsInClear;
    private final boolean tokens;
    private final Predicate<InetAddress> banned;
    private final Duration failureDelay;

    /**
     * Makes the server's side.
     *
     * @param secretsInClear whether a client at this address may send a password or token without TLS
     * @param tokens whether tokens can be verified, so that OAUTHBEARER is offered
     * @param banned which addresses are known to be banned now, so that nothing is offered to them
     * @param failureDelay how long a refusal is held back
     */
    public Authentication(
            AccountLanes lanes,
            Predicate<InetAddress> secretsInClear,
            boolean tokens,
            Predicate<InetAddress> banned,
            Duration failureDelay) {
        this.lanes = lanes;
        this.secretsInClear = secretsInClear;
        this.tokens = tokens;
        this.banned = banned;
        this.failureDelay = failureDelay;
    }

    /** The mechanisms, the best first. */
    private enum Known {
        SCRAM_SHA_256_PLUS,
        SCRAM_SHA_256,
        OAUTHBEARER,
        PLAIN,
        LOGIN;

        private String saslName() {
            return name().replace('_', '-');
        }

        private boolean sendsSecret() {
            return this == OAUTHBEARER || this == PLAIN || this == LOGIN;
        }
    }

    /** Returns whether a client's address is known to be banned now: no login of it will be looked at. */
    public boolean isBanned(SaslPeer peer) {
        return banned.test(peer.address());
    }

    /** Returns the mechanisms that a client may use now, the best first; none for one that is banned. */
    public List<String> mechanisms(SaslPeer peer) {
        if (isBanned(peer)) {
            return List.of();
        }
        return Arrays.stream(Known.values())
                .filter(mechanism -> isOffered(mechanism, peer))
                .map(Known::saslName)
                .toList();
    }

    /** Returns whether a client may send a password or token now. */
    public boolean takesSecrets(SaslPeer peer) {
        return peer.secured() || secretsInClear.test(peer.address());
    }

    /** Returns whether a mechanism is one that would be offered over TLS, and is not offered without. */
    public boolean needsTls(String mechanism, SaslPeer peer) {
        Known known = find(mechanism);
        return known != null && !peer.secured() && isThere(known) && !isOffered(known, peer);
    }

    private boolean isOffered(Known mechanism, SaslPeer peer) {
        return isThere(mechanism)
                && (!mechanism.sendsSecret() || takesSecrets(peer))
                && (mechanism != Known.SCRAM_SHA_256_PLUS || peer.canBind());
    }

    private boolean isThere(Known mechanism) {
        return mechanism != Known.OAUTHBEARER || tokens;
    }

    private static Known find(String name) {
        return Arrays.stream(Known.values())
                .filter(known -> known.saslName().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /**
     * Begins an exchange.
     *
     * @param timer holds refusals back; the connection's event loop
     * @return null if the client may not use such a mechanism now
     */
    public SaslExchange begin(String mechanism, SaslPeer peer, ScheduledExecutorService timer) {
        Known known = find(mechanism);
        if (known == null || !isOffered(known, peer)) {
            return null;
        }
        return exchange(
                switch (known) {
                    case SCRAM_SHA_256_PLUS -> ScramMechanism.bound(peer.channelBinding());
                    case SCRAM_SHA_256 -> ScramMechanism.unbound(peer.canBind());
                    case OAUTHBEARER -> new OAuthBearerMechanism();
                    case PLAIN -> new PlainMechanism();
                    case LOGIN -> new LoginMechanism();
                },
                peer,
                timer);
    }

    /**
     * Logs in with a password that came by the protocol's own command.
     *
     * @param password in clear text; it is wiped
     * @param timer holds a refusal back
     */
    public CompletionStage<SaslReaction> login(
            SaslPeer peer, String user, char[] password, ScheduledExecutorService timer) {
        return exchange(response -> PasswordCheck.of("", user, password), peer, timer)
                .respond(null)
                .whenComplete((reaction, failure) -> Arrays.fill(password, '\0'));
    }

    private SaslExchange exchange(Mechanism mechanism, SaslPeer peer, ScheduledExecutorService timer) {
        return new SaslExchange(mechanism, peer, lanes, timer, failureDelay.toMillis());
    }
}
