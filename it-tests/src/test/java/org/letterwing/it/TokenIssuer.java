package org.letterwing.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An authorization server: shows its keys (RFC 7517), and answers what a token is (RFC 7662). It may be away. */
final class TokenIssuer implements AutoCloseable {

    static final String NAME = "https://issuer.example";
    static final String AUDIENCE = "https://mail.example";
    static final String SECRET = "of the mail server";

    private static final String KEY = "one";
    private static final int KEY_BITS = 2048;
    private static final int LIFETIME_SECONDS = 600;

    private final int port = Ports.next();
    private final RSAKey key = newKey();
    private final RSAKey stolen = newKey();
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean silent;

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyID(KEY).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to answer. */
    void come() throws IOException {
        server = HttpServer.create(new InetSocketAddress(MailHost.NAME, port), 0);
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/introspection", exchange -> answer(exchange, introspection(exchange)));
        server.start();
    }

    /** Answers nothing more. */
    void leave() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Takes questions and gives no answer, or answers again. */
    void beSilent(boolean now) {
        silent = now;
    }

    String keys() {
        return url("keys");
    }

    String introspection() {
        return url("introspection");
    }

    private String url(String path) {
        return "http://" + MailHost.NAME + ":" + port + "/" + path;
    }

    /** Returns a token that is good for a user. */
    String tokenOf(String user) {
        return signed(key, user, AUDIENCE, LIFETIME_SECONDS);
    }

    String tokenWithWrongSignature(String user) {
        return signed(stolen, user, AUDIENCE, LIFETIME_SECONDS);
    }

    String tokenForAnother(String user) {
        return signed(key, user, "https://calendar.example", LIFETIME_SECONDS);
    }

    String tokenThatHasExpired(String user) {
        return signed(key, user, AUDIENCE, -LIFETIME_SECONDS);
    }

    private static String signed(RSAKey with, String user, String audience, int seconds) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY).build(),
                    new JWTClaimsSet.Builder()
                            .issuer(NAME)
                            .audience(audience)
                            .claim("email", user)
                            .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                            .build());
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes known a token that says nothing by itself, and what is answered about it. */
    void opaque(String token, String answer) {
        known.put(token, answer);
    }

    private String introspection(HttpExchange exchange) throws IOException {
        String[] form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII).split("token=");
        String token = URLDecoder.decode(form[form.length - 1], StandardCharsets.UTF_8);
        return known.getOrDefault(token, "{\"active\":false}");
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        if (silent) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] octets = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", Http.JSON);
        exchange.sendResponseHeaders(200, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        end.countDown();
        leave();
        threads.shutdown();
    }
}
