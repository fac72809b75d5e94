package org.letterwing.imap;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.UidSet;

/** STORE: changes the flags of messages (RFC 9051 6.4.6), if they have not changed meanwhile (RFC 7162 3.1.3). */
final class StoreCommand extends Command {

    private static final String SILENT = ".SILENT";

    StoreCommand() {
        super("STORE", When.SELECTED);
    }

    @Override
    boolean takesUid() {
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
        OptionalLong unchangedSince = unchangedSince(arguments);
        FlagChange.Kind kind = arguments.skip('+')
                ? FlagChange.Kind.ADD
                : arguments.skip('-') ? FlagChange.Kind.REMOVE : FlagChange.Kind.REPLACE;
        String item = arguments.keyword();
        boolean silent = item.equals("FLAGS" + SILENT);
        if (!silent && !item.equals("FLAGS")) {
            throw new SyntaxException("STORE changes FLAGS");
        }
        arguments.space();
        var change = new FlagChange(kind, arguments.flags());
        arguments.end();
        SelectedMailbox mailbox = session.selected();
        UidSet uids = set.resolve(mailbox, arguments.isUid());
        if (unchangedSince.isPresent()) {
            session.enable(Enabled.CONDSTORE); // RFC 7162 3.1
        }
        if (mailbox.isReadOnly()) {
            session.no(Replies.READ_ONLY);
            return;
        }
        session.ask(
                mailboxes -> mailboxes.store(mailbox.key(), uids, change, unchangedSince),
                stored -> stored(session, stored, arguments.isUid(), silent));
    }

    private static OptionalLong unchangedSince(Arguments arguments) throws SyntaxException {
        if (!arguments.isNext('(')) {
            return OptionalLong.empty();
        }
        arguments.expect('(');
        if (!arguments.keyword().equals("UNCHANGEDSINCE")) {
            throw new SyntaxException("Unknown modifier of STORE");
        }
        arguments.space();
        long modseq = arguments.number64();
        arguments.expect(')');
        arguments.space();
        return OptionalLong.of(modseq);
    }

    private void stored(ImapSession session, StoredFlags stored, boolean byUid, boolean silent) {
        SelectedMailbox mailbox = session.selected();
        boolean modseq = session.isEnabled(Enabled.CONDSTORE) || session.isEnabled(Enabled.QRESYNC);
        boolean rev2 = session.isEnabled(Enabled.IMAP4REV2);
        mailbox.told(stored.messages());
        Iterator<Response> keywords = mailbox.newKeywords(
                        stored.messages().stream().map(MessageFlags::flags))
                .iterator();
        // RFC 7162 3.1.3: who counts modification sequences is told them, silent or not
        Iterator<Response> responses = silent && !modseq
                ? Collections.emptyIterator()
                : stored.messages().stream()
                        .filter(message -> mailbox.number(message.uid()) > 0)
                        .<Response>map(message -> out -> write(out, mailbox, message, byUid, silent, modseq, rev2))
                        .iterator();
        session.tell(new Joined(List.of(keywords, responses)), () -> end(session, stored, byUid));
    }

    private static void write(
            ResponseWriter out,
            SelectedMailbox mailbox,
            MessageFlags message,
            boolean byUid,
            boolean silent,
            boolean modseq,
            boolean rev2) {
        out.text("* ").number(mailbox.number(message.uid())).text(" FETCH (");
        String separator = "";
        if (byUid) {
            out.text("UID ").number(message.uid());
            separator = " ";
        }
        if (modseq) {
            out.text(separator).text("MODSEQ (").number(message.modseq()).text(")");
            separator = " ";
        }
        if (!silent) {
            out.text(separator).text("FLAGS ");
            mailbox.writeFlags(out, message.uid(), message.flags(), rev2);
        }
        out.text(")").end();
    }

    private void end(ImapSession session, StoredFlags stored, boolean byUid) {
        if (!stored.modified().isEmpty()) {
            UidSet left = byUid ? stored.modified() : session.selected().numbers(stored.modified());
            session.ok(Replies.modified(name(), left));
        } else if (!stored.gone().isEmpty() && !byUid) {
            session.no(Replies.SOME_GONE); // RFC 2180 4.2.2
        } else {
            session.ok(Replies.completed(name()));
        }
    }
}
