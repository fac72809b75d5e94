package org.letterwing.imap;

import java.util.EnumSet;
import java.util.Set;

/** ENABLE: switches extensions on (RFC 5161 3.1, RFC 9051 6.3.1). */
final class EnableCommand extends Command {

    EnableCommand() {
        super("ENABLE", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        Set<Enabled> wanted = EnumSet.noneOf(Enabled.class);
        do {
            arguments.space();
            Enabled.of(arguments.atom()).ifPresent(wanted::add);
        } while (!arguments.isAtEnd());
        // RFC 5161 3.2: only what this command has switched on
        wanted.removeAll(session.enabled());
        ResponseWriter out = session.writer().text("* ENABLED");
        for (Enabled extension : wanted) {
            session.enable(extension);
            out.text(" ").text(extension.capability());
        }
        out.end();
        session.ok(Replies.completed(name()));
    }
}
