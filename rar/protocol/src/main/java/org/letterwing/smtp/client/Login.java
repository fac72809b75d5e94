package org.letterwing.smtp.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;

import org.letterwing.smtp.client.SessionFailure.Kind;

/**
 * Logs a client in with AUTH (RFC 4954), by the best mechanism that the peer offers: SCRAM-SHA-256 (RFC 7677), which shows
 * the password to nobody, else PLAIN (RFC 4616) or LOGIN.
 */
final class Login {

    private static final String SCRAM = "SCRAM-SHA-256";
    private static final String PLAIN = "PLAIN";
    private static final String LOGIN = "LOGIN";
    private static final int CONTINUE = 334;
    // RFC 5321 4.5.3.1.4
    private static final int COMMAND_LIMIT = 510;

    private final Wire wire;
    private final Duration timeout;
    private final NextHop.Credentials credentials;

    Login(Wire wire, Duration timeout, NextHop.Credentials credentials) {
        this.wire = wire;
        this.timeout = timeout;
        this.credentials = credentials;
    }

    /**
     * Logs in.
     *
     * @param anyMechanism whether the peer may see the password
     * @throws SessionFailure if it doesn't work; no text has the password
     */
    void run(PeerFacts facts, boolean anyMechanism) throws SessionFailure {
        Set<String> offered = Arrays.stream(
                        facts.extensions().getOrDefault("AUTH", "").split(" +"))
                .map(mechanism -> mechanism.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (offered.contains(SCRAM)) {
            scram();
        } else if (anyMechanism && offered.contains(PLAIN)) {
            // RFC 4616 2
            String message = "\0" + credentials.user() + "\0" + credentials.password();
            succeed(start(PLAIN, message.getBytes(StandardCharsets.UTF_8)));
        } else if (anyMechanism && offered.contains(LOGIN)) {
            begun(ask("AUTH " + LOGIN));
            begun(ask(base64(credentials.user().getBytes(StandardCharsets.UTF_8))));
            succeed(ask(base64(credentials.password().getBytes(StandardCharsets.UTF_8))));
        } else {
            throw failure(
                    anyMechanism
                            ? "The peer offers no way to log in that is known here"
                            : "The peer offers no way to log in without TLS that hides the password");
        }
    }

    // RFC 5802 5
    private void scram() throws SessionFailure {
        try {
            ScramClient client = ScramClient.builder()
                    .advertisedMechanisms(List.of(SCRAM))
                    .username(credentials.user())
                    .password(credentials.password().toCharArray())
                    .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION)
                    .build();
            client.serverFirstMessage(challenge(
                    start(SCRAM, client.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8))));
            PeerReply last = ask(base64(client.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8)));
            client.serverFinalMessage(challenge(last));
            succeed(ask(""));
        } catch (ScramException | IllegalArgumentException e) {
            throw failure("The peer does not know the password, or breaks SCRAM: " + e.getMessage());
        }
    }

    /** Starts a mechanism whose first message is the client's. */
    private PeerReply start(String mechanism, byte[] message) throws SessionFailure {
        String command = "AUTH " + mechanism + " " + base64(message);
        if (command.length() <= COMMAND_LIMIT) {
            return ask(command);
        }
        begun(ask("AUTH " + mechanism));
        return ask(base64(message));
    }

    private String challenge(PeerReply reply) throws SessionFailure {
        begun(reply);
        return new String(Base64.getDecoder().decode(reply.lines().get(0).strip()), StandardCharsets.UTF_8);
    }

    private void begun(PeerReply reply) throws SessionFailure {
        if (reply.code() != CONTINUE) {
            throw refused(reply);
        }
    }

    private void succeed(PeerReply reply) throws SessionFailure {
        if (!reply.isPositive()) {
            throw refused(reply);
        }
    }

    private static SessionFailure refused(PeerReply reply) {
        return reply.isTemporary() || reply.isPermanent()
                ? SessionFailure.refused(Kind.CREDENTIALS, "The peer refused the login: ", reply)
                : failure("The peer's reply makes no sense in a login: " + reply.code());
    }

    // RFC 3463 X.7.8: authentication credentials invalid
    private static SessionFailure failure(String message) {
        return new SessionFailure(Kind.CREDENTIALS, "4.7.8", message, null, null);
    }

    private PeerReply ask(String line) throws SessionFailure {
        wire.write(Transaction.command(line), 1, timeout);
        return wire.reply(timeout);
    }

    private static String base64(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }
}
