package org.letterwing.imap;

import java.util.List;

import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.UidSet;

/** COPY and MOVE: bring messages to another mailbox (RFC 9051 6.4.7, 6.4.8). */
final class CopyCommand extends Command {

    private final boolean moves;

    CopyCommand(String name, boolean moves) {
        super(name, When.SELECTED);
        this.moves = moves;
    }

    @Override
    boolean takesUid() {
        return true;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        SequenceSet set = SequenceSet.parse(arguments);
        arguments.space();
        String target = arguments.mailboxName();
        arguments.end();
        SelectedMailbox mailbox = session.selected();
        UidSet uids = set.resolve(mailbox, arguments.isUid());
        if (moves && mailbox.isReadOnly()) {
            session.no(Replies.READ_ONLY);
        } else if (uids.isEmpty()) {
            session.ok(Replies.completed(name()));
        } else {
            String account = session.account();
            session.ask(
                    mailboxes -> moves
                            ? mailboxes.move(mailbox.key(), uids, account, target)
                            : mailboxes.copy(mailbox.key(), uids, account, target),
                    copied -> copied(session, copied));
        }
    }

    private void copied(ImapSession session, CopiedMessages copied) {
        String code = copied.sources().isEmpty()
                ? ""
                : Replies.copied(copied.uidValidity(), ranges(copied.sources()), ranges(copied.copies()));
        if (moves && !code.isEmpty()) {
            // RFC 6851 4.3: before the client is told that they are gone
            session.untaggedOk(code + "Moved");
            code = "";
        }
        session.ok(code + Replies.completed(name()));
    }

    /** Writes UIDs in their order, which a set would change. */
    private static String ranges(List<Long> uids) {
        var text = new StringBuilder();
        for (int from = 0; from < uids.size(); ) {
            int to = from;
            while (to + 1 < uids.size() && uids.get(to + 1) == uids.get(to) + 1) {
                to++;
            }
            text.append(from == 0 ? "" : ",").append(uids.get(from));
            if (to > from) {
                text.append(':').append(uids.get(to));
            }
            from = to + 1;
        }
        return text.toString();
    }
}
