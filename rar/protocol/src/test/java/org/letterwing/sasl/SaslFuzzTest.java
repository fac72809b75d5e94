package org.letterwing.sasl;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.channel.embedded.EmbeddedChannel;

import org.letterwing.sasl.SaslReaction.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any messages of a client, with any mechanism: each has a reaction, the exchange has an end, and nobody is logged in who
 * does not know the secret.
 *
 * <p>The first line of an input is the mechanism, each other line a message; {@code $r} stands for the nonce of SCRAM.
 */
class SaslFuzzTest {

    private static final String USER = "alice@example.com";
    private static final String PASSWORD = "pencil";
    private static final byte[] CERTIFICATE = "a hash of the certificate".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NONCE = Pattern.compile("r=([^,]*)");

    /** With SCRAM: no initial response, the first and the last message, and the answer to the server's last one. */
    private static final int MOST_MESSAGES = 4;

    private static final TestAccounts ACCOUNTS = new TestAccounts(USER, PASSWORD);
    private static final Authentication AUTHENTICATION = ACCOUNTS.authentication(client -> true, Duration.ZERO);
    private static final EmbeddedChannel LOOP = new EmbeddedChannel();

    @FuzzTest(maxDuration = "20s")
    void messagesHaveAnEndAndProveOnlyWhatIsTrue(byte[] octets) {
        String input = new String(octets, StandardCharsets.ISO_8859_1);
        String[] lines = input.split("\n", -1);
        for (boolean secured : new boolean[] {true, false}) {
            converse(input, lines, secured, true);
            converse(input, lines, secured, false);
        }
    }

    private static void converse(String input, String[] lines, boolean secured, boolean initialResponse) {
        ACCOUNTS.noted.clear();
        ACCOUNTS.costs.clear();
        SaslExchange exchange = AUTHENTICATION.begin(lines[0], peer(secured), LOOP.eventLoop());
        if (exchange == null) {
            return;
        }
        Kind last = Kind.CHALLENGE;
        String said = "";
        int messages = 0;
        for (int line = initialResponse ? 1 : 0; line < lines.length && last == Kind.CHALLENGE; line++) {
            byte[] message = line == 0 ? null : message(lines[line], said);
            SaslReaction reaction =
                    exchange.respond(message).toCompletableFuture().getNow(null);
            last = reaction.kind();
            messages++;
            if (last == Kind.CHALLENGE) {
                said = new String(reaction.challenge(), StandardCharsets.ISO_8859_1);
                assertTrue(SaslText.encode(reaction.challenge()).length() < SaslText.LINE_LIMIT, said);
            } else if (last == Kind.SUCCESS) {
                assertEquals(USER, reaction.login().account());
                assertTrue(knowsSecret(lines[0], input), input);
            }
        }
        check(last, messages);
    }

    private static void check(Kind last, int messages) {
        assertTrue(messages < MOST_MESSAGES || messages == MOST_MESSAGES && last != Kind.CHALLENGE, "no end");
        assertTrue(List.of(Kind.CHALLENGE, Kind.SUCCESS, Kind.WRONG_CREDENTIALS, Kind.MALFORMED)
                .contains(last));
        assertTrue(ACCOUNTS.noted.size() <= 1, "noted once");
        if (last == Kind.SUCCESS) {
            assertEquals(List.of("+" + USER), ACCOUNTS.noted);
        } else if (last == Kind.WRONG_CREDENTIALS) {
            assertTrue(ACCOUNTS.noted.get(0).startsWith("-"));
        }
    }

    /** A proof of SCRAM can't be in an input, for the nonce is new each time. */
    private static boolean knowsSecret(String mechanism, String input) {
        assertFalse(mechanism.toUpperCase(Locale.ROOT).startsWith("SCRAM"), "proved without the password");
        return input.contains(mechanism.equalsIgnoreCase("OAUTHBEARER") ? TestAccounts.TOKEN : PASSWORD);
    }

    private static byte[] message(String line, String said) {
        Matcher nonce = NONCE.matcher(said);
        String message = nonce.find() ? line.replace("$r", nonce.group(1)) : line;
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SaslPeer peer(boolean secured) {
        return new SaslPeer(
                "submission",
                InetAddress.getLoopbackAddress(),
                secured,
                type -> type.equals(SaslPeer.END_POINT) ? Optional.of(CERTIFICATE) : Optional.empty());
    }
}
