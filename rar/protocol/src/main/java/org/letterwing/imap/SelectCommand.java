package org.letterwing.imap;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.OpenMailbox;

/** SELECT and EXAMINE: opens a mailbox (RFC 9051 6.3.2, 6.3.3, RFC 7162 3.1.8 and 3.2.5). */
final class SelectCommand extends Command {

    private final boolean readOnly;

    SelectCommand(String name, boolean readOnly) {
        super(name, When.AUTHENTICATED);
        this.readOnly = readOnly;
    }

    /**
     * A mailbox that was opened.
     *
     * @param changes what has changed since the client was here; null if it did not ask, or is to forget all
     */
    private record Opened(OpenMailbox mailbox, Changes changes) {}

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        Resynchronisation known = arguments.skip(' ') ? parameters(session, arguments) : null;
        arguments.end();
        if (session.selected() != null) {
            // RFC 9051 6.3.2: also when the other can't be opened
            session.unselect();
            session.untaggedOk(Replies.CLOSED);
        }
        String account = session.account();
        session.ask(
                mailboxes -> {
                    OpenMailbox opened = mailboxes.open(account, name, readOnly);
                    return new Opened(opened, known == null ? null : known.ask(mailboxes, opened));
                },
                opened -> opened(session, name, opened, known));
    }

    private static Resynchronisation parameters(ImapSession session, Arguments arguments) throws SyntaxException {
        Resynchronisation known = null;
        boolean condstore = false;
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            String parameter = arguments.keyword();
            if (parameter.equals(Enabled.QRESYNC.capability()) && session.isEnabled(Enabled.QRESYNC)) {
                arguments.space();
                known = Resynchronisation.read(arguments);
            } else if (parameter.equals(Enabled.CONDSTORE.capability())) {
                condstore = true;
            } else {
                throw new SyntaxException(Replies.PARAMETER_UNKNOWN);
            }
        }
        if (condstore) {
            session.enable(Enabled.CONDSTORE);
        }
        return known;
    }

    private void opened(ImapSession session, String name, Opened opened, Resynchronisation known) {
        OpenMailbox found = opened.mailbox();
        var mailbox = new SelectedMailbox(name, found, readOnly, session.timer());
        session.select(mailbox);
        mailbox.flags().write(session.writer());
        mailbox.exists(session.enabled()).write(session.writer());
        boolean rev2 = session.isEnabled(Enabled.IMAP4REV2);
        // RFC 9051 appendix E, 8: rev2 has none
        if (found.firstUnseen() > 0 && !rev2) {
            session.untaggedOk("[UNSEEN " + mailbox.number(found.firstUnseen()) + "] " + Replies.FIRST_UNSEEN);
        }
        session.untaggedOk("[UIDVALIDITY " + found.uidValidity() + "] " + Replies.UIDS_VALID);
        session.untaggedOk("[UIDNEXT " + found.uidNext() + "] " + Replies.UID_NEXT);
        session.untaggedOk("[HIGHESTMODSEQ " + found.highestModseq() + "] " + Replies.HIGHEST_MODSEQ);
        session.untaggedOk("[MAILBOXID (" + found.id() + ")] " + Replies.MAILBOX_ID);
        if (rev2) {
            session.writer().text("* LIST () \"/\" ").mailbox(name).end();
        }
        Runnable end = () -> session.tagged("OK", Replies.selected(readOnly));
        if (opened.changes() == null) {
            end.run();
        } else {
            session.tell(known.responses(opened.changes(), mailbox, session.enabled()), end);
        }
    }
}
