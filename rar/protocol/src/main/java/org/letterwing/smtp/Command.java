package org.letterwing.smtp;

/** A command that clients may give (RFC 5321 4.1.1). Has no state: one instance serves all sessions. */
interface Command {

    /** Returns the command's name in capitals. */
    String verb();

    /** Returns whether a reply may wait for those of later commands (RFC 2920 3.1). */
    default boolean isGrouped() {
        return false;
    }

    /** Returns whether the command must wait for TLS where the listener demands it (RFC 3207 4). */
    default boolean needsTls() {
        return true;
    }

    /**
     * Executes the command: one reply, now or later.
     *
     * @param argument what followed the verb, without white space around it; {@code ""} for nothing
     */
    void execute(ServerSession session, String argument);
}
