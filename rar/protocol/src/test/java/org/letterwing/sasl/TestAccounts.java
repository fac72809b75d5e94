package org.letterwing.sasl;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** One account with a password and a token, asked on the caller's own thread. */
public final class TestAccounts implements AccountLanes, Accounts {

    /** The token that the account has. */
    public static final String TOKEN = "aGVsbG8.d29ybGQ-_~+/==";

    /** Keys by passwords: to make them takes a thousand times as long as what most tests do with them. */
    private static final Map<String, ScramKeys> MADE = new ConcurrentHashMap<>();

    /** The account's canonical name, and its password. */
    public final String user;

    public final String password;

    /** What was noted of logins: {@code +user} or {@code -user}. */
    public final List<String> noted = new ArrayList<>();

    /** The version of the accounts. */
    public long version = 7;

    /** What was asked. */
    public final List<Cost> costs = new ArrayList<>();

    public boolean failing;
    public boolean banned;

    /** Whether the ban is known before anybody asks. */
    public boolean knownToBeBanned;

    private final ScramKeys keys;
    private final ScramKeys nobodys;

    public TestAccounts(String user, String password) {
        this.user = user;
        this.password = password;
        keys = MADE.computeIfAbsent(password, secret -> keys(secret, "a salt of alice"));
        nobodys = new ScramKeys(keys.salt(), keys.iterations(), new byte[32], new byte[32]);
    }

    /** Makes what logs clients in here. */
    public Authentication authentication(Predicate<InetAddress> secretsInClear, Duration failureDelay) {
        return new Authentication(this, secretsInClear, true, client -> knownToBeBanned, failureDelay);
    }

    @Override
    public long version() {
        return version;
    }

    private static ScramKeys keys(String password, String salt) {
        byte[] octets = salt.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), octets, 4096, 256))
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            return new ScramKeys(octets, 4096, stored, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public <T> CompletionStage<T> ask(Cost cost, Question<T> question) {
        costs.add(cost);
        try {
            if (failing) {
                throw new IOException("asked to fail");
            }
            return CompletableFuture.completedStage(question.ask(this));
        } catch (Exception e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public Optional<String> authenticate(String name, char[] secret) {
        boolean right = Arrays.equals(secret, password.toCharArray());
        Arrays.fill(secret, '\0');
        return right ? canonicalName(name) : Optional.empty();
    }

    @Override
    public ScramKeys scramKeys(String name) {
        return canonicalName(name).isPresent() ? keys : nobodys;
    }

    @Override
    public Optional<String> canonicalName(String name) {
        return name.toLowerCase(Locale.ROOT).equals(user) ? Optional.of(user) : Optional.empty();
    }

    @Override
    public Optional<String> userOfToken(String token) {
        return token.equals(TOKEN) ? Optional.of(user) : Optional.empty();
    }

    @Override
    public boolean isBanned(LoginAttempt attempt) {
        return banned;
    }

    @Override
    public void loggedIn(LoginAttempt attempt) {
        noted.add("+" + attempt.user());
    }

    @Override
    public void loginFailed(LoginAttempt attempt) {
        noted.add("-" + attempt.user());
    }
}
