package org.letterwing.imap;

import org.letterwing.mailbox.UidSet;

/** EXPUNGE: removes messages with {@code \Deleted} (RFC 9051 6.4.3); with UID, only some of them (RFC 9051 6.4.9). */
final class ExpungeCommand extends Command {

    ExpungeCommand() {
        super("EXPUNGE", When.SELECTED);
    }

    @Override
    boolean takesUid() {
        return true;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        SelectedMailbox mailbox = session.selected();
        UidSet uids = null;
        if (arguments.isUid()) {
            arguments.space();
            uids = SequenceSet.parse(arguments).resolve(mailbox, true);
        }
        arguments.end();
        if (mailbox.isReadOnly()) {
            session.no(Replies.READ_ONLY);
            return;
        }
        UidSet only = uids;
        session.ask(
                mailboxes -> mailboxes.expunge(mailbox.key(), only),
                gone -> session.ok(() -> session.isEnabled(Enabled.QRESYNC)
                        ? "[HIGHESTMODSEQ " + mailbox.highestModseq() + "] " + Replies.completed(name())
                        : Replies.completed(name())));
    }
}
