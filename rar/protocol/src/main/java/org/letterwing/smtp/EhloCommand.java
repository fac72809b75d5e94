package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.List;

/** EHLO: opens a session with extensions (RFC 5321 4.1.1.1). */
final class EhloCommand implements Command {

    @Override
    public String verb() {
        return "EHLO";
    }

    @Override
    public boolean needsTls() {
        return false;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (ClientName.isValid(argument)) {
            Extensions announced = session.engine().extensions(session.tls().isPresent());
            session.greet(argument, announced);
            session.reply(Replies.extendedHello(session.engine().config().hostname(), lines(session, announced)));
        } else {
            session.refuse(Replies.BAD_CLIENT_NAME);
        }
    }

    private static List<String> lines(ServerSession session, Extensions announced) {
        List<String> lines = new ArrayList<>(announced.ehloLines(session));
        if (session.mayUseXclient()) {
            lines.add(XclientCommand.EHLO_LINE);
        }
        return lines;
    }
}
