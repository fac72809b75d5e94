package org.letterwing.imap;

/** IDLE: tells what is new as soon as it is, until the client has enough (RFC 2177, RFC 9051 6.3.13). */
final class IdleCommand extends Command {

    IdleCommand() {
        super("IDLE", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        new Idling(session).begin();
    }
}
