package org.letterwing.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): the client proves that it knows the password, and the
 * server that it knows the verifier.
 */
final class ScramMechanism implements Mechanism {

    private static final int NONCE_OCTETS = 18;
    private static final int LONGEST_MESSAGE = 2048;
    private static final String NAME = "[^,\\x00]+";
    private static final String PRINTABLE = "[!-+\\x{2D}-~]+"; // all but the comma
    private static final String EXTENSIONS = "(?:,[A-Za-z]=[^,\\x00]+)*";

    // RFC 5802 7: 1 the header, 2 the binding's type, 3 the authorization identity, 4 the rest, 5 user, 6 nonce
    private static final Pattern FIRST = Pattern.compile("((?:n|y|p=([A-Za-z0-9.-]+)),(?:a=(" + NAME + "))?,)(n=("
            + NAME + "),r=(" + PRINTABLE + ")" + EXTENSIONS + ")");
    // 1 what is proved, 2 header and binding data, 3 nonce, 4 proof
    private static final Pattern FINAL =
            Pattern.compile("(c=([A-Za-z0-9+/=]+),r=(" + PRINTABLE + ")" + EXTENSIONS + "),p=([A-Za-z0-9+/=]+)");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final boolean plus;
    private final boolean bindable;
    private final Function<String, Optional<byte[]>> bindings;

    private String user;
    private String authorizationId;
    private byte[] boundTo;
    private String clientFirst;
    private String serverFirst;
    private String nonce;
    private ScramKeys keys;

    private ScramMechanism(boolean plus, boolean bindable, Function<String, Optional<byte[]>> bindings) {
        this.plus = plus;
        this.bindable = bindable;
        this.bindings = bindings;
    }

    /** Makes the mechanism with channel binding. */
    static ScramMechanism bound(Function<String, Optional<byte[]>> bindings) {
        return new ScramMechanism(true, true, bindings);
    }

    /**
     * Makes the mechanism without channel binding.
     *
     * @param bindable whether the one with channel binding was offered too
     */
    static ScramMechanism unbound(boolean bindable) {
        return new ScramMechanism(false, bindable, type -> Optional.empty());
    }

    @Override
    public Step next(byte[] response) {
        if (response == null) {
            return new Step.Challenge(new byte[0]);
        }
        String text = response.length > LONGEST_MESSAGE ? null : SaslText.text(response);
        if (text == null) {
            return new Step.Malformed();
        }
        return keys == null ? first(text) : last(text);
    }

    private Step first(String message) {
        Matcher parts = FIRST.matcher(message);
        if (!parts.matches()) {
            return new Step.Malformed();
        }
        String header = parts.group(1);
        if (plus != header.startsWith("p")) {
            return new Step.Malformed();
        }
        user = SaslText.name(parts.group(5));
        authorizationId = parts.group(3) == null ? "" : SaslText.name(parts.group(3));
        if (user == null || authorizationId == null) {
            return new Step.Malformed();
        }
        // RFC 5802 6: someone has taken -PLUS out of the list that the client saw.
        if (header.startsWith("y") && bindable) {
            return new Step.Asking(user, AccountLanes.Cost.LOOKUP, accounts -> new Step.Wrong(user, null));
        }
        Optional<byte[]> binding = plus ? bindings.apply(parts.group(2)) : Optional.of(new byte[0]);
        if (binding.isEmpty()) {
            return new Step.Malformed();
        }
        boundTo = join(header.getBytes(StandardCharsets.UTF_8), binding.get());
        clientFirst = parts.group(4);
        byte[] random = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(random);
        nonce = parts.group(6) + Base64.getEncoder().encodeToString(random);
        return new Step.Asking(user, AccountLanes.Cost.LOOKUP, this::salt);
    }

    private Step salt(Accounts accounts) {
        keys = accounts.scramKeys(user);
        serverFirst =
                "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(keys.salt()) + ",i=" + keys.iterations();
        return new Step.Challenge(serverFirst.getBytes(StandardCharsets.US_ASCII));
    }

    private Step last(String message) {
        Matcher parts = FINAL.matcher(message);
        if (!parts.matches()) {
            return new Step.Malformed();
        }
        byte[] claimedBinding = SaslText.decode(parts.group(2));
        byte[] proof = SaslText.decode(parts.group(4));
        if (claimedBinding == null || proof == null) {
            return new Step.Malformed();
        }
        byte[] proved = (clientFirst + "," + serverFirst + "," + parts.group(1)).getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(claimedBinding, boundTo)
                & MessageDigest.isEqual(ascii(parts.group(3)), ascii(nonce))
                & isProof(proof, proved);
        return new Step.Asking(user, AccountLanes.Cost.LOOKUP, accounts -> outcome(right, proved, accounts));
    }

    private Step outcome(boolean right, byte[] proved, Accounts accounts) {
        Optional<String> account = right ? accounts.canonicalName(user) : Optional.empty();
        Step outcome = PasswordCheck.outcome(account, authorizationId, user, accounts);
        if (!(outcome instanceof Step.Proved)) {
            return outcome;
        }
        String signature = "v=" + Base64.getEncoder().encodeToString(hmac(keys.serverKey(), proved));
        return new Step.Proved(account.orElseThrow(), ascii(signature));
    }

    /** RFC 5802 3: the proof is the client's key under the signature; its hash is what the server has. */
    private boolean isProof(byte[] proof, byte[] proved) {
        byte[] signature = hmac(keys.storedKey(), proved);
        if (proof.length != signature.length) {
            return false;
        }
        byte[] clientKey = new byte[signature.length];
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        return MessageDigest.isEqual(sha256(clientKey), keys.storedKey());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] hmac(byte[] key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks SHA-256", e);
        }
    }
}
