package org.letterwing.token;

/**
 * A token that was made just now.
 *
 * @param token what is kept of it
 * @param secret what the program shows: nobody can see it again
 */
public record NewToken(TokenView token, String secret) {

    /** Tells nothing of the secret. */
    @Override
    public String toString() {
        return "NewToken[" + token.name() + "]";
    }
}
