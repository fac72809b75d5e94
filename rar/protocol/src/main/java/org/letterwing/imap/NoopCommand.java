package org.letterwing.imap;

/** NOOP, and the CHECK of old (RFC 9051 6.1.2, RFC 3501 6.4.1): does nothing, so that the client hears what is new. */
final class NoopCommand extends Command {

    NoopCommand(String name, When when) {
        super(name, when);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        session.ok(Replies.completed(name()));
    }
}
