package org.letterwing.imap;

/** A command of the protocol. Stateless and thread-safe: what is to be remembered is in the {@link ImapSession}. */
abstract class Command {

    /** The states in which a command is permitted (RFC 9051 3). */
    enum When {
        /** In all of them. */
        ALWAYS,
        /** Before the login alone. */
        NOT_AUTHENTICATED,
        /** After the login, whether a mailbox is selected or not. */
        AUTHENTICATED,
        /** While a mailbox is selected. */
        SELECTED
    }

    private final String name;
    private final When when;

    /**
     * Makes a command.
     *
     * @param name in upper case
     */
    Command(String name, When when) {
        this.name = name;
        this.when = when;
    }

    final String name() {
        return name;
    }

    final When when() {
        return when;
    }

    /** Returns whether it exists with UID before it too (RFC 9051 6.4.9). */
    boolean takesUid() {
        return false;
    }

    /**
     * Returns whether message numbers stay as they are while it runs, so that the client is told of expunged messages
     * later (RFC 9051 7.5.1).
     *
     * @param uid whether it has UID before it
     */
    boolean keepsNumbers(boolean uid) {
        return false;
    }

    /**
     * Returns whether a client that sends very many of it may be told of what is new now and then only, rather than with
     * each of them (RFC 9051 5.2 asks for no more).
     */
    boolean newsCanWait() {
        return false;
    }

    /**
     * Takes a literal of the command and all that follows, instead of {@link #run}, by a {@link Continuation} that takes
     * over.
     *
     * @param arguments what comes between the name of the command and the literal
     * @return false if the literal is to be collected with the other arguments
     * @throws SyntaxException if the arguments are not those of the command
     */
    boolean takeLiteral(ImapSession session, Arguments arguments, Literal literal) throws SyntaxException {
        return false;
    }

    /**
     * Carries the command out and completes it, now or later.
     *
     * @param arguments begin after the name of the command, with the space that follows it if there are any
     * @throws SyntaxException if the arguments are not those of the command; then nothing was done
     */
    abstract void run(ImapSession session, Arguments arguments) throws SyntaxException;
}
