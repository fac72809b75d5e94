package org.letterwing.imap;

import java.nio.charset.StandardCharsets;

/** ID: says which server this is, and remembers the client's name and version for those who look at sessions (RFC 2971). */
final class IdCommand extends Command {

    // RFC 2971 3.3
    private static final int MOST_FIELDS = 30;
    private static final int MOST_REMEMBERED = 64;

    IdCommand() {
        super("ID", When.ALWAYS);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        if (arguments.isNext('(')) {
            fields(session, arguments);
        } else if (arguments.nstring() != null) {
            throw new SyntaxException("Expected a list or NIL");
        }
        arguments.end();
        session.writer().text("* ID (\"name\" \"Letterwing\")").end();
        session.ok(Replies.completed(name()));
    }

    private static void fields(ImapSession session, Arguments arguments) throws SyntaxException {
        String name = "";
        String version = "";
        arguments.listBegins();
        int fields = 0;
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            String field = arguments.stringText();
            arguments.space();
            byte[] value = arguments.nstring();
            if (value != null && field.equalsIgnoreCase("name")) {
                name = remembered(value);
            } else if (value != null && field.equalsIgnoreCase("version")) {
                version = remembered(value);
            }
            if (++fields > MOST_FIELDS) {
                throw new SyntaxException("An identification has at most " + MOST_FIELDS + " fields");
            }
        }
        String whole = (name + " " + version).strip();
        if (!whole.isEmpty()) {
            session.clientName(whole);
        }
    }

    private static String remembered(byte[] value) {
        return new String(value, 0, Math.min(value.length, MOST_REMEMBERED), StandardCharsets.UTF_8);
    }
}
