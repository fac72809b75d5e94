package org.letterwing.imap;

/** CAPABILITY: says what the server can do (RFC 9051 6.1.1). */
final class CapabilityCommand extends Command {

    CapabilityCommand() {
        super("CAPABILITY", When.ALWAYS);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        session.writer().text("* CAPABILITY ").text(Capabilities.of(session)).end();
        session.ok(Replies.completed(name()));
    }
}
