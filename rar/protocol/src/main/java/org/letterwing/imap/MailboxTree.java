package org.letterwing.imap;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxInfo;

/** An account's mailboxes with the levels above them (RFC 9051 5.1.1), whether those are mailboxes or not. */
final class MailboxTree {

    private final Map<String, MailboxInfo> byName = new TreeMap<>();
    private final Set<String> parents = new HashSet<>();

    MailboxTree(List<MailboxInfo> mailboxes) {
        mailboxes.forEach(mailbox -> byName.put(mailbox.name(), mailbox));
        for (MailboxInfo mailbox : mailboxes) {
            addParents(mailbox);
        }
    }

    private void addParents(MailboxInfo mailbox) {
        for (String parent = parent(mailbox.name()); parent != null; parent = parent(parent)) {
            byName.putIfAbsent(parent, new MailboxInfo(parent, false, false, Set.of(), null));
            if (mailbox.exists()) {
                parents.add(parent);
            }
        }
    }

    private static String parent(String name) {
        int end = name.lastIndexOf(MailboxAccess.SEPARATOR);
        return end < 1 ? null : name.substring(0, end);
    }

    /** Returns all names, with what is known of them, in their order. */
    Iterable<MailboxInfo> all() {
        return byName.values();
    }

    /** Returns whether mailboxes are below a name. */
    boolean hasChildren(String name) {
        return parents.contains(name);
    }

    /** Returns the names that have a mailbox of some kind below them. */
    Set<String> above(Predicate<MailboxInfo> kind) {
        Set<String> above = new HashSet<>();
        for (MailboxInfo mailbox : byName.values()) {
            String parent = kind.test(mailbox) ? parent(mailbox.name()) : null;
            while (parent != null && above.add(parent)) {
                parent = parent(parent);
            }
        }
        return above;
    }
}
