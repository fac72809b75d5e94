package org.letterwing.imap;

/** STARTTLS: goes over to TLS (RFC 9051 6.2.1). */
final class StartTlsCommand extends Command {

    StartTlsCommand() {
        super("STARTTLS", When.NOT_AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        if (session.tlsOffered()) {
            session.ok(Replies.BEGIN_TLS);
            session.secure();
        } else {
            session.bad(session.tls().isPresent() ? Replies.TLS_ALREADY : Replies.NO_TLS);
        }
    }
}
