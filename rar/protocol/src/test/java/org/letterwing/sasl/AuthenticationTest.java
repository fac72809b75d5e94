package org.letterwing.sasl;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;

import com.ongres.scram.client.ScramClient;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.sasl.SaslReaction.Kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each mechanism, with clients that were not written here. */
class AuthenticationTest {

    private static final String USER = "alice@example.com";
    private static final String PASSWORD = "pencil, = ü";
    private static final byte[] CERTIFICATE = "a hash of the certificate".getBytes(StandardCharsets.US_ASCII);

    private final TestAccounts accounts = new TestAccounts(USER, PASSWORD);
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Authentication authentication = accounts.authentication(client -> false, Duration.ZERO);
    private final SaslPeer secured =
            peer(type -> type.equals("tls-server-end-point") ? Optional.of(CERTIFICATE) : Optional.empty());
    private final SaslPeer inClear = SaslPeer.of("smtp", InetAddress.getLoopbackAddress(), Optional.empty());

    private static SaslPeer peer(Function<String, Optional<byte[]>> bindings) {
        return new SaslPeer("submissions", InetAddress.getLoopbackAddress(), true, bindings);
    }

    @Test
    void theMechanismsDependOnTheConnection() {
        assertEquals(
                List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "OAUTHBEARER", "PLAIN", "LOGIN"),
                authentication.mechanisms(secured));
        assertEquals(List.of("SCRAM-SHA-256"), authentication.mechanisms(inClear));
        assertEquals(
                List.of("SCRAM-SHA-256", "OAUTHBEARER", "PLAIN", "LOGIN"),
                authentication.mechanisms(peer(type -> Optional.empty())));
        assertNull(authentication.begin("PLAIN", inClear, loop.eventLoop()));
        assertNull(authentication.begin("CRAM-MD5", secured, loop.eventLoop()));
        assertTrue(authentication.needsTls("plain", inClear));
        assertFalse(authentication.needsTls("CRAM-MD5", inClear));
        assertFalse(authentication.needsTls("PLAIN", secured));
    }

    @Test
    void plainOfTheJdk() throws Exception {
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), respond(begin("PLAIN"), plain(null, PASSWORD)));
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), respond(begin("PLAIN"), plain(USER, PASSWORD)));
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                respond(begin("PLAIN"), plain(null, "pen")).kind());
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                respond(begin("PLAIN"), plain("bob@example.com", PASSWORD)).kind());
        assertEquals(List.of("+" + USER, "+" + USER, "-" + USER, "-" + USER), accounts.noted);
        assertTrue(accounts.costs.stream().allMatch(cost -> cost == AccountLanes.Cost.HASH));
    }

    private static byte[] plain(String authorizationId, String password) throws Exception {
        SaslClient client = Sasl.createSaslClient(
                new String[] {"PLAIN"}, authorizationId, "smtp", "mail.example.com", Map.of(), callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(USER);
                        } else if (callback instanceof PasswordCallback secret) {
                            secret.setPassword(password.toCharArray());
                        }
                    }
                });
        return client.evaluateChallenge(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0", "a\0b", "\0a\0", "\0\0b", "\0a\0b\0", "\0a\0b\0c"})
    void brokenPlain(String message) {
        assertEquals(Kind.MALFORMED, respond(begin("PLAIN"), message).kind());
        assertEquals(List.of(), accounts.noted);
    }

    @Test
    void loginAsksForTheUserAndThePassword() {
        SaslExchange exchange = begin("LOGIN");
        assertEquals("Username:", challenge(exchange, null));
        assertEquals("Password:", challenge(exchange, USER));
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), respond(exchange, PASSWORD));

        SaslExchange eager = begin("login");
        assertEquals("Password:", challenge(eager, USER));
        assertEquals(Kind.WRONG_CREDENTIALS, respond(eager, "pen").kind());
        assertEquals(Kind.MALFORMED, respond(begin("LOGIN"), "").kind());
    }

    @Test
    void scram() throws Exception {
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)), scram(inClear, PASSWORD, "SCRAM-SHA-256", null, null));
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                scram(inClear, "pen", "SCRAM-SHA-256", null, null).kind());
        assertEquals(List.of("+" + USER, "-" + USER), accounts.noted);
        assertFalse(accounts.costs.contains(AccountLanes.Cost.HASH), "no password is hashed for it");
    }

    @Test
    void scramBoundToTheChannel() throws Exception {
        String plus = "SCRAM-SHA-256-PLUS";
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)),
                scram(secured, PASSWORD, plus, "tls-server-end-point", CERTIFICATE));
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                scram(secured, "pen", plus, "tls-server-end-point", CERTIFICATE).kind());
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                scram(secured, PASSWORD, plus, "tls-server-end-point", new byte[] {1})
                        .kind());
        assertEquals(
                Kind.MALFORMED,
                scram(secured, PASSWORD, plus, "tls-unique", CERTIFICATE).kind());
        SaslPeer exporting = peer(type -> Optional.of(type.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)),
                scram(exporting, PASSWORD, plus, "tls-exporter", "tls-exporter".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whoTakesPlusOutOfTheListIsNoticed() throws Exception {
        // RFC 5802 6: the client could bind, and was made to think that the server can't
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                scram(secured, PASSWORD, "SCRAM-SHA-256", "tls-server-end-point", CERTIFICATE)
                        .kind());
        SaslPeer withoutBinding = peer(type -> Optional.empty());
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)),
                scram(withoutBinding, PASSWORD, "SCRAM-SHA-256", "tls-server-end-point", CERTIFICATE));
    }

    private SaslReaction scram(SaslPeer peer, String password, String mechanism, String bindingType, byte[] binding)
            throws Exception {
        var builder = ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism))
                .username(USER)
                .password(password.toCharArray());
        ScramClient client = (bindingType == null ? builder : builder.channelBinding(bindingType, binding)).build();
        assertEquals(mechanism, client.getScramMechanism().getName());
        SaslExchange exchange = authentication.begin(mechanism, peer, loop.eventLoop());
        SaslReaction reaction = respond(exchange, client.clientFirstMessage().toString());
        if (reaction.kind() != Kind.CHALLENGE) {
            return reaction;
        }
        client.serverFirstMessage(text(reaction.challenge()));
        reaction = respond(exchange, client.clientFinalMessage().toString());
        if (reaction.kind() != Kind.CHALLENGE) {
            return reaction;
        }
        client.serverFinalMessage(text(reaction.challenge()));
        return respond(exchange, "");
    }

    @Test
    void scramOfAStrangerLooksLikeThatOfAnAccount() {
        String first = challenge(begin("SCRAM-SHA-256", inClear), "n,,n=nobody@example.com,r=abc");
        String second = challenge(begin("SCRAM-SHA-256", inClear), "n,,n=nobody@example.com,r=abc");
        assertTrue(first.matches("r=abc[^,]{24},s=[A-Za-z0-9+/=]+,i=4096"), first);
        assertEquals(first.replaceFirst("r=[^,]+", ""), second.replaceFirst("r=[^,]+", ""));
    }

    @Test
    void scramActsForNobodyElse() throws Exception {
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username(USER)
                .password(PASSWORD.toCharArray())
                .authzid("bob@example.com")
                .build();
        SaslExchange exchange = begin("SCRAM-SHA-256", inClear);
        client.serverFirstMessage(
                challenge(exchange, client.clientFirstMessage().toString()));
        assertEquals(
                Kind.WRONG_CREDENTIALS,
                respond(exchange, client.clientFinalMessage().toString()).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=,r=a",
                "n,,n=a,r=",
                "n,,n=a=b,r=c",
                "n,a=x=,n=a,r=c",
                "n,,m=ext,n=a,r=b",
                "p=tls-server-end-point,,n=a,r=b",
                "x,,n=a,r=b",
                "n,,r=b,n=a",
                "n,,n=a,r=b,",
                "n,,n=a\0,r=b",
                "n,,n=a,r=b\u00fc"
            })
    void brokenScram(String message) {
        assertEquals(
                Kind.MALFORMED,
                respond(begin("SCRAM-SHA-256", inClear), message).kind());
        assertEquals(List.of(), accounts.noted);
    }

    @Test
    void aScramMessageHasABound() {
        assertEquals(
                Kind.MALFORMED,
                respond(begin("SCRAM-SHA-256", inClear), "n,,n=a,r=" + "b".repeat(9000))
                        .kind());
        assertEquals(
                Kind.MALFORMED,
                respond(begin("SCRAM-SHA-256", inClear), "n,,n=a,r=b" + ",x=y".repeat(3000))
                        .kind());
    }

    @Test
    void bearerTokens() {
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)),
                respond(begin("OAUTHBEARER"), bearer("n,a=" + USER + ",")));
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), respond(begin("OAUTHBEARER"), bearer("n,,")));
        assertEquals(
                SaslReaction.success(new LoggedIn(USER, 7)),
                respond(begin("OAUTHBEARER"), "y,,\1host=mx\1port=587\1auth=bearer " + TestAccounts.TOKEN + "\1\1"));
        assertTrue(accounts.costs.stream().allMatch(cost -> cost == AccountLanes.Cost.NETWORK));
    }

    @Test
    void aBearerTokenThatIsNotValidIsToldInJson() {
        // RFC 7628 3.2.2 and 3.2.3
        SaslExchange exchange = begin("OAUTHBEARER");
        assertEquals("{\"status\":\"invalid_token\"}", challenge(exchange, "n,,\1auth=Bearer stolen\1\1"));
        assertEquals(Kind.WRONG_CREDENTIALS, respond(exchange, "\1").kind());
        SaslExchange other = begin("OAUTHBEARER");
        challenge(other, bearer("n,a=bob@example.com,"));
        assertEquals(Kind.WRONG_CREDENTIALS, respond(other, "\1").kind());
        assertEquals(List.of("-", "-" + USER), accounts.noted);
    }

    private static String bearer(String header) {
        return header + "\1auth=Bearer " + TestAccounts.TOKEN + "\1\1";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\1",
                "\1\1",
                "n,,\1\1",
                "n,,\1auth=Bearer a\1",
                "n,,\1auth=Basic a\1\1",
                "n,,\1auth=Bearer\1\1",
                "p=tls-exporter,,\1auth=Bearer a\1\1",
                "n,a=,\1auth=Bearer a\1\1",
                "n,a=x=y,\1auth=Bearer a\1\1",
                "n\1auth=Bearer a\1\1"
            })
    void brokenBearer(String message) {
        assertEquals(Kind.MALFORMED, respond(begin("OAUTHBEARER"), message).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "OAUTHBEARER"})
    void withoutInitialResponseTheServerSaysNothing(String mechanism) {
        assertEquals("", challenge(begin(mechanism), null));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        for (String mechanism : authentication.mechanisms(secured)) {
            byte[] message = {'n', ',', (byte) 0xff};
            assertEquals(
                    Kind.MALFORMED,
                    respond(authentication.begin(mechanism, secured, loop.eventLoop()), message)
                            .kind());
        }
    }

    @Test
    void aPasswordOfTheProtocolsOwnCommand() {
        char[] password = PASSWORD.toCharArray();
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), login(password));
        assertArrayEquals(new char[password.length], password, "wiped");
        assertEquals(Kind.WRONG_CREDENTIALS, login("pen".toCharArray()).kind());
    }

    @Test
    void whoIsBannedIsNotLookedAt() {
        accounts.banned = true;
        assertEquals(Kind.BANNED, login(PASSWORD.toCharArray()).kind());
        assertEquals(Kind.BANNED, respond(begin("SCRAM-SHA-256"), "n,,n=a,r=b").kind());
        assertEquals(List.of(), accounts.noted);
    }

    @Test
    void whatFailsBehindIsUnavailable() {
        accounts.failing = true;
        char[] password = PASSWORD.toCharArray();
        assertEquals(Kind.UNAVAILABLE, login(password).kind());
        assertArrayEquals(new char[password.length], password, "wiped");
    }

    @Test
    void aRefusalIsHeldBackWithoutAThread() {
        loop.freezeTime();
        Authentication slow = accounts.authentication(client -> true, Duration.ofSeconds(1));
        CompletableFuture<SaslReaction> refused =
                slow.login(inClear, USER, "pen".toCharArray(), loop.eventLoop()).toCompletableFuture();
        CompletableFuture<SaslReaction> accepted = slow.login(inClear, USER, PASSWORD.toCharArray(), loop.eventLoop())
                .toCompletableFuture();
        assertEquals(SaslReaction.success(new LoggedIn(USER, 7)), accepted.join());
        loop.advanceTimeBy(999, TimeUnit.MILLISECONDS);
        loop.runPendingTasks();
        assertFalse(refused.isDone());
        loop.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        loop.runPendingTasks();
        assertEquals(Kind.WRONG_CREDENTIALS, refused.join().kind());
    }

    private SaslReaction login(char[] password) {
        return authentication
                .login(inClear, USER, password, loop.eventLoop())
                .toCompletableFuture()
                .join();
    }

    private SaslExchange begin(String mechanism) {
        return begin(mechanism, secured);
    }

    private SaslExchange begin(String mechanism, SaslPeer peer) {
        return authentication.begin(mechanism, peer, loop.eventLoop());
    }

    private static String challenge(SaslExchange exchange, String response) {
        SaslReaction reaction = respond(exchange, response);
        assertEquals(Kind.CHALLENGE, reaction.kind());
        return text(reaction.challenge());
    }

    private static SaslReaction respond(SaslExchange exchange, String response) {
        return respond(exchange, response == null ? null : response.getBytes(StandardCharsets.UTF_8));
    }

    private static SaslReaction respond(SaslExchange exchange, byte[] response) {
        return exchange.respond(response).toCompletableFuture().join();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
