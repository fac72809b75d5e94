package org.letterwing.imap;

import org.letterwing.mailbox.OpenMailbox;

/** SELECT and EXAMINE: opens a mailbox (RFC 9051 6.3.2, 6.3.3). */
final class SelectCommand extends Command {

    private final boolean readOnly;

    SelectCommand(String name, boolean readOnly) {
        super(name, When.AUTHENTICATED);
        this.readOnly = readOnly;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        arguments.end();
        if (session.selected() != null) {
            // RFC 9051 6.3.2: also when the other can't be opened
            session.unselect();
            session.untaggedOk(Replies.CLOSED);
        }
        String account = session.account();
        session.ask(mailboxes -> mailboxes.open(account, name, readOnly), opened -> opened(session, name, opened));
    }

    private void opened(ImapSession session, String name, OpenMailbox opened) {
        var mailbox = new SelectedMailbox(name, opened, readOnly);
        session.select(mailbox);
        mailbox.flags().write(session.writer());
        mailbox.exists(session.enabled()).write(session.writer());
        boolean rev2 = session.isEnabled(Enabled.IMAP4REV2);
        if (opened.firstUnseen() > 0 && !rev2) {
            session.untaggedOk("[UNSEEN " + mailbox.number(opened.firstUnseen()) + "] " + Replies.FIRST_UNSEEN);
        }
        session.untaggedOk("[UIDVALIDITY " + opened.uidValidity() + "] " + Replies.UIDS_VALID);
        session.untaggedOk("[UIDNEXT " + opened.uidNext() + "] " + Replies.UID_NEXT);
        session.untaggedOk("[HIGHESTMODSEQ " + opened.highestModseq() + "] " + Replies.HIGHEST_MODSEQ);
        session.untaggedOk("[MAILBOXID (" + opened.id() + ")] " + Replies.MAILBOX_ID);
        if (rev2) {
            session.writer().text("* LIST () \"/\" ").mailbox(name).end();
        }
        session.tagged("OK", Replies.selected(readOnly));
    }
}
