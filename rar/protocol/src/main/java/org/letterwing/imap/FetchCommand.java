package org.letterwing.imap;

import java.util.List;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.UidSet;

/** FETCH: reads messages (RFC 9051 6.4.5). */
final class FetchCommand extends Command {

    FetchCommand() {
        super("FETCH", When.SELECTED);
    }

    @Override
    boolean takesUid() {
        return true;
    }

    @Override
    boolean newsCanWait() {
        return true;
    }

    @Override
    boolean keepsNumbers(boolean uid) {
        return !uid;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        SequenceSet set = SequenceSet.parse(arguments);
        arguments.space();
        List<FetchItem> items = FetchItems.parse(arguments);
        FetchModifiers modifiers = FetchModifiers.parse(arguments);
        arguments.end();
        if (modifiers.vanished() && !(arguments.isUid() && session.isEnabled(Enabled.QRESYNC))) {
            throw new SyntaxException("VANISHED is for UID FETCH after ENABLE QRESYNC"); // RFC 7162 3.2.6
        }
        SelectedMailbox mailbox = session.selected();
        UidSet uids = set.resolve(mailbox, arguments.isUid());
        var fetch = new Fetch(
                session, items, arguments.isUid(), modifiers.changedSince().isPresent());
        if (modifiers.changedSince().isEmpty()) {
            fetch.of(uids);
            return;
        }
        session.enable(Enabled.CONDSTORE); // RFC 7162 3.1
        UidSet asked = set.asked(mailbox);
        session.ask(
                mailboxes -> mailboxes.changes(
                        mailbox.key(), modifiers.changedSince().getAsLong()),
                changes -> changed(session, changes, modifiers.vanished() ? asked : UidSet.EMPTY, uids, fetch));
    }

    private static void changed(ImapSession session, Changes changes, UidSet vanishable, UidSet uids, Fetch fetch) {
        UidSet changed = UidSet.of(
                changes.changed().stream().mapToLong(MessageFlags::uid).toArray());
        UidSet gone = changes.vanished()
                .intersect(vanishable)
                .minus(session.selected().uids());
        session.tell(new Vanished(gone, true), () -> fetch.of(uids.intersect(changed)));
    }
}
