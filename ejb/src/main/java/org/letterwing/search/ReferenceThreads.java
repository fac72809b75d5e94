package org.letterwing.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.letterwing.mailbox.MessageThread;

/** Puts messages into threads by what they refer to (RFC 5256 4, REFERENCES). */
final class ReferenceThreads {

    private final Map<String, ThreadNode> nodes = new LinkedHashMap<>();
    private final List<ThreadNode> withoutId = new ArrayList<>();

    private ReferenceThreads() {}

    /** Returns the threads of messages, which come in the order of their numbers. */
    static List<MessageThread> of(List<ThreadedMail> mails) {
        ReferenceThreads threads = new ReferenceThreads();
        mails.forEach(threads::link); // (1)
        List<ThreadNode> roots = ThreadNode.pruned(threads.roots()); // (2), (3)
        ThreadNode.sort(roots); // (4)
        roots = gathered(roots); // (5)
        ThreadNode.sort(roots); // (6)
        return ThreadNode.threads(roots);
    }

    private void link(ThreadedMail mail) {
        ThreadNode parent = null;
        for (String reference : mail.references()) {
            ThreadNode node = nodes.computeIfAbsent(reference, id -> new ThreadNode(null));
            // (1)(A): links that are there stay.
            if (parent != null && node.parent() == null && node.fitsBelow(parent)) {
                node.setParent(parent);
            }
            parent = node;
        }
        ThreadNode node = node(mail);
        // (1)(B): the last reference is its parent, whatever others say.
        if (parent == null) {
            node.setParent(null);
        } else if (parent != node) {
            ThreadNode guessed = node.parent();
            node.setParent(null);
            node.setParent(node.fitsBelow(parent) ? parent : guessed);
        }
    }

    /** A second message of the same id is treated as if it had none. */
    private ThreadNode node(ThreadedMail mail) {
        ThreadNode node = mail.id() == null ? null : nodes.computeIfAbsent(mail.id(), id -> new ThreadNode(null));
        if (node != null && node.isDummy()) {
            node.mail(mail);
            return node;
        }
        ThreadNode own = new ThreadNode(mail);
        withoutId.add(own);
        return own;
    }

    private List<ThreadNode> roots() {
        List<ThreadNode> all = new ArrayList<>(nodes.values());
        all.addAll(withoutId);
        List<ThreadNode> roots = new ArrayList<>();
        for (ThreadNode node : all) {
            (node.parent() == null ? roots : node.parent().children()).add(node);
        }
        return roots;
    }

    private static BaseSubject subject(ThreadNode root) {
        ThreadNode first = root.isDummy() ? root.children().get(0) : root;
        return first.mail().subject();
    }

    /** Joins threads of the same subject. */
    private static List<ThreadNode> gathered(List<ThreadNode> roots) {
        Map<String, ThreadNode> bySubject = new HashMap<>(); // (5)(A)
        for (ThreadNode root : roots) { // (5)(B)
            String subject = subject(root).text();
            if (!subject.isEmpty()) {
                bySubject.merge(subject, root, (there, other) -> isBetter(other, there) ? other : there);
            }
        }
        Set<ThreadNode> gathered = new LinkedHashSet<>(roots);
        for (ThreadNode root : roots) { // (5)(C)
            String subject = subject(root).text();
            ThreadNode there = bySubject.get(subject);
            if (there != null && there != root) {
                gathered.remove(root);
                ThreadNode joined = joined(there, root);
                if (joined != there) {
                    gathered.remove(there);
                    gathered.add(joined);
                    bySubject.put(subject, joined);
                }
            }
        }
        return new ArrayList<>(gathered);
    }

    private static boolean isBetter(ThreadNode other, ThreadNode there) {
        return other.isDummy() && !there.isDummy()
                || other.isDummy() == there.isDummy()
                        && subject(there).reply()
                        && !subject(other).reply();
    }

    private static ThreadNode joined(ThreadNode there, ThreadNode root) {
        if (there.isDummy() && root.isDummy()) {
            there.children().addAll(root.children());
        } else if (there.isDummy() || subject(root).reply() && !subject(there).reply()) {
            there.children().add(root);
        } else {
            ThreadNode both = new ThreadNode(null);
            both.children().add(there);
            both.children().add(root);
            return both;
        }
        return there;
    }
}
