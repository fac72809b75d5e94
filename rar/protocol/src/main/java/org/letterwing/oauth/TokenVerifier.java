package org.letterwing.oauth;

import java.io.IOException;
import java.util.Optional;

/** Says to whom an access token was given. Calls may block for some seconds. Thread-safe. */
public interface TokenVerifier {

    /**
     * Verifies a token.
     *
     * @return the user that the token names; empty if the token is not valid here
     * @throws IOException if that can't be found out now
     */
    Optional<String> user(String token) throws IOException;
}
