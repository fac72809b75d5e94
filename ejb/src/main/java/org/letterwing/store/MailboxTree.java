package org.letterwing.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MailboxInfo;
import org.letterwing.mailbox.SpecialUse;

/**
 * The names of an account's mailboxes (RFC 9051 6.3): creates, removes and renames them. Who changes them holds the
 * account's INBOX, which keeps others that do so away, and no delivery. Thread-safe.
 */
@ApplicationScoped
public class MailboxTree {

    /** How many mailboxes an account may have. */
    static final int MOST = 5000;

    @Inject
    private EntityManager entities;

    protected MailboxTree() {}

    /** Works with the given entity manager. */
    MailboxTree(EntityManager entities) {
        this.entities = entities;
    }

    private record Row(long id, String name, Set<SpecialUse> uses) {}

    private List<Row> rows(long account) {
        return new Sql(entities)
                .list(
                        "SELECT id, name, special_uses FROM mailbox WHERE account_id = ?",
                        row -> new Row(
                                row.getLong("id"),
                                row.getString("name"),
                                SpecialUses.of(row.getString("special_uses"))),
                        account);
    }

    /** Returns the mailboxes, what stands above them, and the names that the account subscribes to. */
    public List<MailboxInfo> list(long account) {
        Set<String> subscribed = new HashSet<>(new Subscriptions(entities).of(account));
        Map<String, MailboxInfo> all = new TreeMap<>();
        for (Row row : rows(account)) {
            all.put(
                    row.name(),
                    new MailboxInfo(
                            row.name(), true, subscribed.contains(row.name()), row.uses(), MailboxId.of(row.id())));
        }
        List<String> names = new ArrayList<>(all.keySet());
        names.addAll(subscribed);
        for (String name : names) {
            all.computeIfAbsent(name, n -> missing(n, true));
        }
        names.stream()
                .flatMap(name -> MailboxName.above(name).stream())
                .forEach(name -> all.computeIfAbsent(name, n -> missing(n, false)));
        return List.copyOf(all.values());
    }

    private static MailboxInfo missing(String name, boolean subscribed) {
        return new MailboxInfo(name, false, subscribed, Set.of(), null);
    }

    /** Creates a mailbox, and those above it that are missing; returns its id. */
    public String create(long account, String name, Set<SpecialUse> uses) throws MailboxException {
        String wanted = MailboxName.checked(name);
        hold(account);
        List<Row> rows = rows(account);
        if (find(rows, wanted).isPresent()) {
            throw new MailboxException(Reason.ALREADYEXISTS, "There is a mailbox of this name");
        }
        // RFC 6154 3: at most one mailbox of a use makes sense here, for clients take the first.
        if (rows.stream().anyMatch(row -> row.uses().stream().anyMatch(uses::contains))) {
            throw new MailboxException(Reason.USEATTR, "Another mailbox is for this use");
        }
        return MailboxId.of(add(account, wanted, uses, rows));
    }

    private long add(long account, String name, Set<SpecialUse> uses, List<Row> rows) throws MailboxException {
        List<String> missing = MailboxName.above(name).stream()
                .filter(above -> find(rows, above).isEmpty())
                .toList();
        if (rows.size() + missing.size() >= MOST) {
            throw new MailboxException(Reason.LIMIT, "An account has at most " + MOST + " mailboxes");
        }
        missing.forEach(above -> entities.persist(new Mailbox(account, above, Set.of())));
        Mailbox mailbox = new Mailbox(account, name, uses);
        entities.persist(mailbox);
        entities.flush();
        return mailbox.id();
    }

    /** Removes a mailbox with all that is in it; what is below it stays. */
    public void delete(long account, String name) throws MailboxException {
        String wanted = MailboxName.canonical(name);
        if (wanted.equals(Mailbox.INBOX)) {
            throw new MailboxException(Reason.CANNOT, "INBOX can't be removed");
        }
        hold(account);
        List<Row> rows = rows(account);
        Row found = find(rows, wanted).orElseThrow(() -> unless(hasBelow(rows, wanted)));
        // Unlike a lock for numbering, this one makes deliveries wait: their foreign key needs the row.
        new Sql(entities).list("SELECT id FROM mailbox WHERE id = ? FOR UPDATE", row -> row.getLong(1), found.id());
        new Mailboxes(entities).removeLocked(found.id());
    }

    private static MailboxException unless(boolean hasBelow) {
        return hasBelow
                ? new MailboxException(Reason.HASCHILDREN, "It is no mailbox, others are below it")
                : nonexistent();
    }

    /** Renames a mailbox with all below it; of the INBOX it moves the messages alone. */
    public void rename(long account, String name, String newName) throws MailboxException {
        String from = MailboxName.canonical(name);
        String to = MailboxName.checked(newName);
        hold(account);
        List<Row> rows = rows(account);
        Optional<Row> found = find(rows, from);
        if (found.isEmpty() && !hasBelow(rows, from)) {
            throw nonexistent();
        }
        if (find(rows, to).isPresent() || hasBelow(rows, to) && !from.equals(Mailbox.INBOX)) {
            throw new MailboxException(Reason.ALREADYEXISTS, "There is a mailbox of this name, or below it");
        }
        if (to.equals(from) || to.startsWith(MailboxName.below(from)) && !from.equals(Mailbox.INBOX)) {
            throw new MailboxException(Reason.CANNOT, "A mailbox can't be moved below itself");
        }
        if (from.equals(Mailbox.INBOX)) {
            long target = add(account, to, Set.of(), rows);
            new Copies(entities).moveAll(found.orElseThrow().id(), target);
        } else {
            move(account, rows, from, to);
        }
    }

    private void move(long account, List<Row> rows, String from, String to) throws MailboxException {
        for (Row row : rows) {
            if (row.name().startsWith(MailboxName.below(from))) {
                MailboxName.checked(to + row.name().substring(from.length()));
            }
        }
        for (String above : MailboxName.above(to)) {
            if (find(rows, above).isEmpty()) {
                entities.persist(new Mailbox(account, above, Set.of()));
            }
        }
        new Sql(entities).update("""
                UPDATE mailbox SET name = CONCAT(CAST(? AS VARCHAR), SUBSTRING(name FROM ?))
                WHERE account_id = ? AND (name = ? OR SUBSTRING(name FROM 1 FOR ?) = ?)
                """, to, from.length() + 1, account, from, from.length() + 1, MailboxName.below(from));
    }

    /** Subscribes to a name or gives it up. */
    public void subscribe(long account, String name, boolean subscribed) throws MailboxException {
        Subscriptions subscriptions = new Subscriptions(entities);
        if (!subscribed) {
            subscriptions.remove(account, MailboxName.canonical(name));
            return;
        }
        String wanted = MailboxName.checked(name);
        hold(account);
        if (subscriptions.of(account).size() >= Subscriptions.MOST) {
            throw new MailboxException(Reason.LIMIT, "An account has at most " + Subscriptions.MOST + " subscriptions");
        }
        subscriptions.add(account, wanted);
    }

    private static Optional<Row> find(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    private static boolean hasBelow(List<Row> rows, String name) {
        return rows.stream().anyMatch(row -> row.name().startsWith(MailboxName.below(name)));
    }

    private static MailboxException nonexistent() {
        return new MailboxException(Reason.NONEXISTENT, "There is no such mailbox");
    }

    private void hold(long account) throws MailboxException {
        long inbox = new MailboxLookup(entities).find(account, Mailbox.INBOX).orElseThrow(MailboxTree::nonexistent);
        entities.find(Mailbox.class, inbox, LockModeType.PESSIMISTIC_WRITE);
    }
}
