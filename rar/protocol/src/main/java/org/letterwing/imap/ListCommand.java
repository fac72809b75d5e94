package org.letterwing.imap;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import org.letterwing.imap.ListOptions.Selection;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxInfo;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.SpecialUse;

/** LIST: lists mailboxes (RFC 9051 6.3.9, RFC 5258, RFC 6154, RFC 5819). */
final class ListCommand extends Command {

    ListCommand() {
        super("LIST", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        ListOptions options = new ListArguments(arguments, session.config().maxMessageSize()).read();
        if (options.patterns() == null) {
            session.writer().text("* LIST (\\Noselect) \"/\" \"\"").end();
            session.ok(Replies.completed(name()));
            return;
        }
        if (options.status() != null && options.status().wantModseq()) {
            session.enable(Enabled.CONDSTORE);
        }
        String account = session.account();
        boolean rev2 = session.isEnabled(Enabled.IMAP4REV2);
        session.ask(
                mailboxes -> list(mailboxes, account, options, rev2),
                listed -> session.tell(listed, () -> session.ok(Replies.completed(name()))));
    }

    private static Iterator<Response> list(MailboxAccess mailboxes, String account, ListOptions options, boolean rev2) {
        var tree = new MailboxTree(mailboxes.list(account));
        Set<String> parents =
                options.selects(Selection.RECURSIVEMATCH) ? tree.above(info -> isSelected(info, options)) : Set.of();
        List<MailboxInfo> listed = new ArrayList<>();
        for (MailboxInfo mailbox : tree.all()) {
            boolean wanted = parents.contains(mailbox.name()) || isListed(mailbox, tree, options);
            if (wanted && options.match(mailbox.name())) {
                listed.add(mailbox);
            }
        }
        Map<String, MailboxStatus> figures = figures(mailboxes, account, listed, options);
        List<Response> responses = new ArrayList<>();
        for (MailboxInfo mailbox : listed) {
            String name = mailbox.name();
            String attributes = attributes(mailbox, tree, options, rev2);
            String children = parents.contains(name) ? childInfo(options) : "";
            responses.add(out -> out.text("* LIST (")
                    .text(attributes)
                    .text(") \"/\" ")
                    .mailbox(name)
                    .text(children)
                    .end());
            if (figures.containsKey(name)) {
                responses.add(options.status().of(name, figures.get(name)));
            }
        }
        return responses.iterator();
    }

    private static Map<String, MailboxStatus> figures(
            MailboxAccess mailboxes, String account, List<MailboxInfo> listed, ListOptions options) {
        if (options.status() == null) {
            return Map.of();
        }
        List<String> names = listed.stream()
                .filter(MailboxInfo::exists)
                .map(MailboxInfo::name)
                .toList();
        return mailboxes.status(account, names);
    }

    /** Returns whether the options select a name, which must lead to a mailbox unless it is subscribed to. */
    private static boolean isListed(MailboxInfo mailbox, MailboxTree tree, ListOptions options) {
        return isSelected(mailbox, options)
                && (options.selects(Selection.SUBSCRIBED) || mailbox.exists() || tree.hasChildren(mailbox.name()));
    }

    private static boolean isSelected(MailboxInfo mailbox, ListOptions options) {
        return (!options.selects(Selection.SUBSCRIBED) || mailbox.subscribed())
                && (!options.selects(Selection.SPECIAL_USE) || !mailbox.uses().isEmpty());
    }

    private static String attributes(MailboxInfo mailbox, MailboxTree tree, ListOptions options, boolean rev2) {
        var attributes = new StringJoiner(" ");
        if (!mailbox.exists()) {
            // RFC 5258 3: who does not know the one knows the other
            attributes.add(options.extended() || rev2 ? "\\NonExistent" : "\\Noselect");
        }
        if (mailbox.subscribed() && options.wantSubscribed()) {
            attributes.add("\\Subscribed");
        }
        for (SpecialUse use : mailbox.uses()) {
            attributes.add(use.attribute());
        }
        attributes.add(tree.hasChildren(mailbox.name()) ? "\\HasChildren" : "\\HasNoChildren");
        return attributes.toString();
    }

    // RFC 5258 3.5
    private static String childInfo(ListOptions options) {
        var selected = new StringJoiner(" ", " (\"CHILDINFO\" (", "))");
        if (options.selects(Selection.SUBSCRIBED)) {
            selected.add("\"SUBSCRIBED\"");
        }
        if (options.selects(Selection.SPECIAL_USE)) {
            selected.add("\"SPECIAL-USE\"");
        }
        return selected.toString();
    }
}
