package org.letterwing.sasl;

/**
 * The server's reaction to a client's response.
 *
 * @param kind what it is
 * @param challenge the message to send; null unless it is a {@link Kind#CHALLENGE}
 * @param login who has logged in; null unless it is a {@link Kind#SUCCESS}
 */
public record SaslReaction(Kind kind, byte[] challenge, LoggedIn login) {

    /** Kinds of reactions; all but the first end the exchange. */
    public enum Kind {
        /** The exchange goes on. */
        CHALLENGE,
        /** The client is logged in. */
        SUCCESS,
        /** User, password or proof is wrong. */
        WRONG_CREDENTIALS,
        /** The response is not what the mechanism allows. */
        MALFORMED,
        /** Too many logins have failed, so this one was not looked at. */
        BANNED,
        /** Something failed that may work later. */
        UNAVAILABLE
    }

    static SaslReaction of(Kind kind) {
        return new SaslReaction(kind, null, null);
    }

    static SaslReaction challenge(byte[] message) {
        return new SaslReaction(Kind.CHALLENGE, message, null);
    }

    static SaslReaction success(LoggedIn login) {
        return new SaslReaction(Kind.SUCCESS, null, login);
    }
}
