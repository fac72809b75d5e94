package org.letterwing.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * LOGIN, which no RFC describes: the server asks for the user, then for the password. Some clients know nothing better;
 * one that sends the user at once saves a question.
 */
final class LoginMechanism implements Mechanism {

    // What clients expect to the letter.
    private static final byte[] USER = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    private String user;

    @Override
    public Step next(byte[] response) {
        if (response == null) {
            return new Step.Challenge(USER.clone());
        }
        char[] text = SaslText.utf8(response);
        Arrays.fill(response, (byte) 0);
        if (text == null || text.length == 0) {
            return new Step.Malformed();
        }
        if (user == null) {
            user = SaslText.prepareName(new String(text));
            return new Step.Challenge(PASSWORD.clone());
        }
        return PasswordCheck.of("", user, text);
    }
}
