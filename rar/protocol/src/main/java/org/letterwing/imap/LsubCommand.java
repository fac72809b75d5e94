package org.letterwing.imap;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxInfo;

/** LSUB: lists the names that the account subscribes to, as IMAP4rev1 does (RFC 3501 6.3.9). */
final class LsubCommand extends Command {

    LsubCommand() {
        super("LSUB", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String reference = arguments.mailboxName();
        arguments.space();
        var pattern = new ListPattern(reference + arguments.mailboxPattern());
        arguments.end();
        String account = session.account();
        session.ask(
                mailboxes -> list(mailboxes, account, pattern),
                listed -> session.tell(listed, () -> session.ok(Replies.completed(name()))));
    }

    private static Iterator<Response> list(MailboxAccess mailboxes, String account, ListPattern pattern) {
        var tree = new MailboxTree(mailboxes.list(account));
        Set<String> parents = tree.above(info -> info.subscribed() && !pattern.matches(info.name()));
        List<Response> responses = new ArrayList<>();
        for (MailboxInfo mailbox : tree.all()) {
            String name = mailbox.name();
            if ((mailbox.subscribed() || parents.contains(name)) && pattern.matches(name)) {
                // RFC 3501 6.3.9: a parent that a "%" ends at is told, though it is not subscribed to
                String attributes = mailbox.subscribed() ? "" : "\\Noselect";
                responses.add(out -> out.text("* LSUB (")
                        .text(attributes)
                        .text(") \"/\" ")
                        .mailbox(name)
                        .end());
            }
        }
        return responses.iterator();
    }
}
