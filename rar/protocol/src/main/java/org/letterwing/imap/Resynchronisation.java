package org.letterwing.imap;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.UidSet;

/**
 * What a client remembers of a mailbox from another session (RFC 7162 3.2.5).
 *
 * @param uidValidity for which its UIDs were valid
 * @param modseq the highest modification sequence that it knows
 * @param known the messages that it knows; null for all up to the last
 */
record Resynchronisation(long uidValidity, long modseq, UidSet known) {

    /** Reads what stands behind QRESYNC in the parentheses of SELECT. */
    static Resynchronisation read(Arguments arguments) throws SyntaxException {
        arguments.listBegins();
        long uidValidity = arguments.nonZeroNumber();
        arguments.space();
        long modseq = arguments.number64();
        UidSet known = null;
        if (arguments.skip(' ')) {
            if (!arguments.isNext('(')) {
                known = arguments.uidSet();
            }
            if (known == null || arguments.skip(' ')) {
                matches(arguments);
            }
        }
        arguments.expect(')');
        arguments.leave();
        return new Resynchronisation(uidValidity, modseq, known);
    }

    /** Passes over numbers and their UIDs: they help a server that forgets what was expunged, which this one does not. */
    private static void matches(Arguments arguments) throws SyntaxException {
        arguments.listBegins();
        arguments.uidSet();
        arguments.space();
        arguments.uidSet();
        arguments.expect(')');
        arguments.leave();
    }

    /** Asks what has changed since; null if all that the client remembers is void. */
    Changes ask(MailboxAccess mailboxes, OpenMailbox opened) throws MailboxException {
        return opened.uidValidity() == uidValidity ? mailboxes.changes(opened.key(), modseq) : null;
    }

    /** Returns what the client is to be told of the messages that it knows. */
    Iterator<Response> responses(Changes changes, SelectedMailbox mailbox, Set<Enabled> enabled) {
        UidSet remembered = known == null ? UidSet.range(1, mailbox.uidNext() - 1) : known;
        UidSet gone = changes.vanished().intersect(remembered).minus(mailbox.uids());
        List<Iterator<Response>> all = new ArrayList<>(2);
        all.add(new Vanished(gone, true));
        all.add(changes.changed().stream()
                .filter(message -> remembered.contains(message.uid()) && mailbox.number(message.uid()) > 0)
                .map(message -> mailbox.flagsOf(message, enabled))
                .iterator());
        return new Joined(all);
    }
}
