package org.letterwing.search;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import org.letterwing.mailbox.MessageThread;

/** A message in a thread while threads are made, or the place of one that is not there. */
final class ThreadNode {

    /** How deep answers may be in others; those to what is deeper stand beside it. */
    static final int DEEPEST = 100;

    /** How far up the ancestors are looked at; whatever is farther away is not linked. */
    private static final int FARTHEST = 1000;

    private static final Comparator<ThreadNode> BY_DATE =
            Comparator.comparing(ThreadNode::date).thenComparingLong(ThreadNode::firstUid);

    private ThreadedMail mail;
    private ThreadNode parent;
    private List<ThreadNode> children = new ArrayList<>();
    private Instant date = Instant.MAX;
    private long firstUid;

    /** Makes one; null for a message that is not there. */
    ThreadNode(ThreadedMail mail) {
        this.mail = mail;
    }

    ThreadedMail mail() {
        return mail;
    }

    void mail(ThreadedMail found) {
        mail = found;
    }

    boolean isDummy() {
        return mail == null;
    }

    ThreadNode parent() {
        return parent;
    }

    List<ThreadNode> children() {
        return children;
    }

    private Instant date() {
        return date;
    }

    private long firstUid() {
        return firstUid;
    }

    /** Tells whether this node can be put below another without a loop. */
    boolean fitsBelow(ThreadNode other) {
        int steps = 0;
        for (ThreadNode node = other; node != null; node = node.parent) {
            if (node == this || ++steps > FARTHEST) {
                return false;
            }
        }
        return true;
    }

    void setParent(ThreadNode newParent) {
        parent = newParent;
    }

    /** Returns a node and all below it, each before its children. */
    static List<ThreadNode> withDescendants(List<ThreadNode> roots) {
        List<ThreadNode> nodes = new ArrayList<>();
        Deque<ThreadNode> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            ThreadNode node = open.pop();
            nodes.add(node);
            node.children.forEach(open::push);
        }
        return nodes;
    }

    /** RFC 5256 4, step 3: places of messages that are not there go away where they hold nothing together. */
    static List<ThreadNode> pruned(List<ThreadNode> roots) {
        List<ThreadNode> nodes = withDescendants(roots);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).promoteFromDummies();
        }
        List<ThreadNode> pruned = new ArrayList<>();
        for (ThreadNode root : roots) {
            if (!root.isDummy() || root.children.size() > 1) {
                pruned.add(root);
            } else {
                pruned.addAll(root.children);
            }
        }
        return pruned;
    }

    private void promoteFromDummies() {
        if (children.stream().anyMatch(ThreadNode::isDummy)) {
            List<ThreadNode> promoted = new ArrayList<>();
            children.forEach(child -> {
                if (child.isDummy()) {
                    promoted.addAll(child.children);
                } else {
                    promoted.add(child);
                }
            });
            children = promoted;
        }
    }

    /** RFC 5256 4, steps 4 and 6: siblings are in the order of their dates; a dummy has the date of its first child. */
    static void sort(List<ThreadNode> roots) {
        List<ThreadNode> nodes = withDescendants(roots);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            ThreadNode node = nodes.get(i);
            node.children.sort(BY_DATE);
            if (!node.isDummy()) {
                node.date = node.mail.sent();
                node.firstUid = node.mail.uid();
            } else if (!node.children.isEmpty()) {
                node.date = node.children.get(0).date;
                node.firstUid = node.children.get(0).firstUid;
            }
        }
        roots.sort(BY_DATE);
    }

    /** Returns threads as they are answered: their depth is bounded. */
    static List<MessageThread> threads(List<ThreadNode> roots) {
        return roots.stream().map(root -> root.thread(1)).toList();
    }

    private MessageThread thread(int depth) {
        long uid = isDummy() ? 0 : mail.uid();
        if (depth < DEEPEST) {
            return new MessageThread(
                    uid, children.stream().map(child -> child.thread(depth + 1)).toList());
        }
        return new MessageThread(
                uid,
                withDescendants(children).stream()
                        .filter(node -> !node.isDummy())
                        .map(node -> new MessageThread(node.mail.uid(), List.of()))
                        .toList());
    }
}
