package org.letterwing.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.util.JSONObjectUtils;

/** Verifies tokens by asking their issuer (RFC 7662). */
public final class IntrospectedTokens implements TokenVerifier {

    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MOST_OCTETS = 64 * 1024;

    private final URL endpoint;
    private final String authorization;
    private final String audience;
    private final String userClaim;

    /**
     * Makes the verifier.
     *
     * @param clientId this server's name at the issuer
     * @param clientSecret its password there
     * @param audience for whom a token must be; {@code ""} if what the issuer calls active is enough
     * @param userClaim the member of the answer that names the user
     */
    public IntrospectedTokens(URL endpoint, String clientId, String clientSecret, String audience, String userClaim) {
        this.endpoint = endpoint;
        this.audience = audience;
        this.userClaim = userClaim;
        // RFC 6749 2.3.1
        String credentials = encode(clientId) + ":" + encode(clientSecret);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> user(String token) throws IOException {
        Map<String, Object> answer = ask(token);
        return Boolean.TRUE.equals(answer.get("active"))
                        && isForUs(answer.get("aud"))
                        && answer.get(userClaim) instanceof String user
                ? Optional.of(user)
                : Optional.empty();
    }

    // RFC 7662 2.2: one audience or a list of them, as in RFC 7519 4.1.3
    private boolean isForUs(Object audiences) {
        return audience.isEmpty()
                || audience.equals(audiences)
                || audiences instanceof Collection<?> several && several.contains(audience);
    }

    private Map<String, Object> ask(String token) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) endpoint.openConnection();
        try {
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", authorization);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.setRequestProperty("Accept", "application/json");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(("token_type_hint=access_token&token=" + encode(token)).getBytes(StandardCharsets.US_ASCII));
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("The introspection endpoint answered " + connection.getResponseCode());
            }
            try (InputStream answer = connection.getInputStream()) {
                return JSONObjectUtils.parse(new String(answer.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8));
            }
        } catch (ParseException e) {
            throw new IOException("The introspection endpoint's answer is no JSON object", e);
        } finally {
            connection.disconnect();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
