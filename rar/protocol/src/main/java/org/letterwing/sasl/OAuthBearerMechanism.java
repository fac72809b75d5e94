package org.letterwing.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OAUTHBEARER (RFC 7628): the client shows an access token, which names the user. */
final class OAuthBearerMechanism implements Mechanism {

    private static final char SEPARATOR = '\u0001';
    private static final Pattern HEADER = Pattern.compile("[ny],(?:a=([^,\\x00]+))?,"); // RFC 5801 4, without binding
    private static final String AUTHORIZATION = "auth=";
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)"); // RFC 6750 2.1

    // RFC 7628 3.2.2
    private static final String INVALID_TOKEN = "{\"status\":\"invalid_token\"}";

    @Override
    public Step next(byte[] response) {
        if (response == null) {
            return new Step.Challenge(new byte[0]);
        }
        String message = SaslText.text(response);
        if (message == null || !message.endsWith("" + SEPARATOR + SEPARATOR)) {
            return new Step.Malformed();
        }
        // RFC 7628 3.1: the header, then each pair of key and value with a separator after it, and one at the end
        String[] parts = message.split("" + SEPARATOR);
        Matcher header = HEADER.matcher(parts.length == 0 ? "" : parts[0]);
        String token = token(parts);
        if (!header.matches() || token == null) {
            return new Step.Malformed();
        }
        String claimed = header.group(1) == null ? "" : SaslText.name(header.group(1));
        if (claimed == null) {
            return new Step.Malformed();
        }
        return new Step.Asking(claimed, AccountLanes.Cost.NETWORK, accounts -> check(claimed, token, accounts));
    }

    private static String token(String[] keyValues) {
        for (String keyValue : keyValues) {
            if (keyValue.startsWith(AUTHORIZATION)) {
                Matcher bearer = BEARER.matcher(keyValue.substring(AUTHORIZATION.length()));
                return bearer.matches() ? bearer.group(1) : null;
            }
        }
        return null;
    }

    private static Step check(String claimed, String token, Accounts accounts) throws Exception {
        Optional<String> user = accounts.userOfToken(token);
        Optional<String> account = user.flatMap(accounts::canonicalName);
        String name = user.orElse(claimed);
        Step outcome = PasswordCheck.outcome(account, claimed, name, accounts);
        return outcome instanceof Step.Proved
                ? outcome
                : new Step.Wrong(name, INVALID_TOKEN.getBytes(StandardCharsets.US_ASCII));
    }
}
