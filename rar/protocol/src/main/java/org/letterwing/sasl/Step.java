package org.letterwing.sasl;

/** What a mechanism makes of a client's response. */
sealed interface Step {

    /** The server's next message. */
    record Challenge(byte[] message) implements Step {}

    /** The response is not what the mechanism allows, and the exchange is over. */
    record Malformed() implements Step {}

    /**
     * The accounts must be asked.
     *
     * @param user whom the client claims to be; {@code ""} if that isn't known yet
     */
    record Asking(String user, AccountLanes.Cost cost, AccountLanes.Question<Step> question) implements Step {}

    /**
     * The client has proved who it is.
     *
     * @param account the account's canonical name
     * @param lastMessage what the server still has to say, which the client answers with nothing; null for nothing
     */
    record Proved(String account, byte[] lastMessage) implements Step {}

    /**
     * The client has not proved who it is.
     *
     * @param user whom it claimed to be, as far as that is known
     * @param lastMessage what the server says of it, whatever the client answers; null for nothing
     */
    record Wrong(String user, byte[] lastMessage) implements Step {}
}
