package org.letterwing.pop3;

import java.util.Optional;

/** A command of the protocol. Stateless and thread-safe: what is to be remembered is in the {@link Pop3Session}. */
abstract class Command {

    /** The states in which a command is permitted (RFC 1939 3). */
    enum When {
        /** In the AUTHORIZATION state alone. */
        BEFORE_LOGIN,
        /** In the TRANSACTION state alone. */
        AFTER_LOGIN,
        /** In both. */
        ALWAYS
    }

    private final String usage;
    private final When when;

    /**
     * Makes a command.
     *
     * @param usage the keyword and the arguments, such as {@code TOP message lines}
     */
    Command(String usage, When when) {
        this.usage = usage;
        this.when = when;
    }

    final String usage() {
        return usage;
    }

    final String keyword() {
        return usage.split(" ")[0];
    }

    final When when() {
        return when;
    }

    /** Returns what CAPA announces of it to this client (RFC 2449 6); empty for nothing. */
    Optional<String> capability(Pop3Session session) {
        return Optional.empty();
    }

    /**
     * Carries the command out and sends its response, now or later.
     *
     * @throws SyntaxException if the arguments are not those of {@link #usage()}; then nothing was done
     */
    abstract void run(Pop3Session session, CommandLine line) throws SyntaxException;
}
