package org.letterwing.oauth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Tokens of an issuer that runs on this machine. */
class TokensTest {

    private static final String ALICE = "alice@example.com";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer issuer;
    private ECKey key;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String asked = "";

    @BeforeEach
    void startIssuer() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", this::answer);
        issuer.start();
        answer = new JWKSet(key.toPublicJWK()).toString();
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        asked = exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private URL url() throws IOException {
        return URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/")
                .toURL();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .audience("mail")
                .claim("email", ALICE)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.ES256, new ECDSASigner(key));
    }

    @Test
    void signedTokens() throws IOException, JOSEException {
        var tokens = new SignedTokens(url(), "https://issuer.example", "mail", "email");
        assertEquals(Optional.of(ALICE), tokens.user(signed(claims())));
        assertEquals(Optional.of(ALICE), tokens.user(signed(claims())));
        assertEquals(1, requests.get(), "the keys are kept");
        Date past = Date.from(Instant.now().minusSeconds(600));
        assertEquals(Optional.empty(), tokens.user(signed(claims().expirationTime(past))));
        assertEquals(Optional.empty(), tokens.user(signed(claims().expirationTime(null))));
        assertEquals(Optional.empty(), tokens.user(signed(claims().audience("another"))));
        assertEquals(Optional.empty(), tokens.user(signed(claims().issuer("https://another.example"))));
        assertEquals(Optional.empty(), tokens.user(signed(claims().claim("email", null))));
        ECKey another = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        assertEquals(Optional.empty(), tokens.user(signed(claims(), JWSAlgorithm.ES256, new ECDSASigner(another))));
        assertEquals(Optional.empty(), tokens.user(signed(claims(), JWSAlgorithm.HS256, new MACSigner(new byte[32]))));
        assertEquals(Optional.empty(), tokens.user(new PlainJWT(claims().build()).serialize()));
        assertEquals(Optional.empty(), tokens.user("no token"));
    }

    @Test
    void anIssuerThatIsAwayIsNotAWrongToken() throws IOException, JOSEException {
        status = 500;
        var signed = new SignedTokens(url(), "https://issuer.example", "mail", "email");
        for (int i = 0; i < 3; i++) {
            String reason = assertThrows(IOException.class, () -> signed.user(signed(claims())))
                    .getMessage();
            assertFalse(reason.contains("null"), reason);
        }
        assertEquals(2, requests.get(), "an issuer in trouble is not asked for each token");
        var introspected = new IntrospectedTokens(url(), "letterwing", "secret", "", "email");
        assertThrows(IOException.class, () -> introspected.user("token"));
        status = 200;
        answer = "no JSON";
        assertThrows(IOException.class, () -> introspected.user("token"));
    }

    @Test
    void introspectedTokens() throws IOException {
        var tokens = new IntrospectedTokens(url(), "letter:wing", "secret", "", "email");
        answer = "{\"active\":true,\"email\":\"" + ALICE + "\"}";
        assertEquals(Optional.of(ALICE), tokens.user("a+token="));
        assertEquals("Basic bGV0dGVyJTNBd2luZzpzZWNyZXQ= token_type_hint=access_token&token=a%2Btoken%3D", asked);
        answer = "{\"active\":false}";
        assertEquals(Optional.empty(), tokens.user("token"));
        answer = "{\"active\":true,\"email\":7}";
        assertEquals(Optional.empty(), tokens.user("token"));
    }

    @Test
    void anIntrospectedTokenIsForThisAudience() throws IOException {
        var tokens = new IntrospectedTokens(url(), "letterwing", "secret", "mail", "email");
        for (String audience : List.of("\"mail\"", "[\"mail\"]", "[\"calendar\",\"mail\"]")) {
            answer = "{\"active\":true,\"email\":\"" + ALICE + "\",\"aud\":" + audience + "}";
            assertEquals(Optional.of(ALICE), tokens.user("token"), audience);
        }
        for (String audience : List.of("\"calendar\"", "\"mailing\"", "[\"calendar\"]", "[]", "7", "null")) {
            answer = "{\"active\":true,\"email\":\"" + ALICE + "\",\"aud\":" + audience + "}";
            assertEquals(Optional.empty(), tokens.user("token"), audience);
        }
        answer = "{\"active\":true,\"email\":\"" + ALICE + "\"}";
        assertEquals(Optional.empty(), tokens.user("token"));
    }
}
