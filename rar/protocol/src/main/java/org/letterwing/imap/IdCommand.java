package org.letterwing.imap;

/** ID: says which server this is, and takes no note of which client that is (RFC 2971). */
final class IdCommand extends Command {

    // RFC 2971 3.3
    private static final int MOST_FIELDS = 30;

    IdCommand() {
        super("ID", When.ALWAYS);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        if (arguments.isNext('(')) {
            fields(arguments);
        } else if (arguments.nstring() != null) {
            throw new SyntaxException("Expected a list or NIL");
        }
        arguments.end();
        session.writer().text("* ID (\"name\" \"Letterwing\")").end();
        session.ok(Replies.completed(name()));
    }

    private static void fields(Arguments arguments) throws SyntaxException {
        arguments.listBegins();
        int fields = 0;
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            arguments.string();
            arguments.space();
            arguments.nstring();
            if (++fields > MOST_FIELDS) {
                throw new SyntaxException("An identification has at most " + MOST_FIELDS + " fields");
            }
        }
    }
}
