package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.letterwing.api.SessionFacts;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Reach;
import org.letterwing.directory.Reason;
import org.letterwing.store.Contents;

/**
 * Finds entries of the queue for administrators, and tells all that is known of a mail in it. Those of some domains find what
 * goes there or comes from there.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class QueueSearch {

    private static final int LONGEST_HEADER = 32_768;
    private static final int MOST_RECIPIENTS = 1000;

    @Inject
    private EntityManager entities;

    @Inject
    private Contents contents;

    @EJB
    private QueueBean queue;

    @EJB
    private ManagedDomains managed;

    private Supplier<Reach> reach = () -> managed.ofCaller();

    /** For the container. */
    public QueueSearch() {}

    QueueSearch(EntityManager entities) {
        this(entities, Reach.ALL);
    }

    QueueSearch(EntityManager entities, Reach reach) {
        this.reach = () -> reach;
        this.entities = entities;
        contents = new Contents(entities);
    }

    /**
     * Lists the entries that a filter means, the oldest first. It looks for a limited time: a page may have fewer entries
     * than it could, or none, though more follow.
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Page<EntryView> list(QueueFilter filter, String after, int limit) throws DirectoryException {
        long from = after == null ? Long.MIN_VALUE : Page.key(after);
        Page<QueueEntry> found = new EntrySearch(entities).find(filter, reach.get(), from, limit);
        return new Page<>(
                found.items().stream()
                        .map(entry -> EntryView.of(entry, List.of()))
                        .toList(),
                found.next());
    }

    /** Returns what is known of the mail of an entry. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public MailView mail(long entry) throws DirectoryException {
        QueueEntry found = entities.find(QueueEntry.class, entry);
        Reach own = reach.get();
        if (found == null || !found.isIn(own)) {
            throw new DirectoryException(Reason.UNKNOWN_ENTRY, entry);
        }
        QueuedMail mail = found.mail();
        Contents.Start start = contents.starts(List.of(mail.messageId())).get(mail.messageId());
        SessionFacts session = mail.session();
        return new MailView(
                mail.reversePath(),
                mail.arrived(),
                start == null ? 0 : start.size(),
                start == null ? "" : header(start.head()),
                session.listener(),
                session.client().getHostString(),
                session.heloName(),
                session.user().orElse(null),
                recipients(mail, own));
    }

    private List<EntryView> recipients(QueuedMail mail, Reach own) {
        TypedQuery<QueueEntry> query = entities.createQuery(
                        "SELECT e FROM QueueEntry e WHERE e.mail = :mail"
                                + (own.isAll() ? "" : " AND (e.domain IN :own OR e.originDomain IN :own)")
                                + " ORDER BY e.id",
                        QueueEntry.class)
                .setParameter("mail", mail)
                .setMaxResults(MOST_RECIPIENTS);
        if (!own.isAll()) {
            query.setParameter("own", own.domains());
        }
        List<QueueEntry> entries =
                query.getResultList().stream().filter(entry -> entry.isIn(own)).toList();
        Map<Long, List<AttemptView>> logs = new HashMap<>();
        entities.createQuery("SELECT a FROM Attempt a WHERE a.entryId IN :entries ORDER BY a.id", Attempt.class)
                .setParameter("entries", entries.stream().map(QueueEntry::id).toList())
                .getResultList()
                .forEach(attempt -> logs.computeIfAbsent(attempt.entryId(), id -> new ArrayList<>())
                        .add(attempt.view()));
        return entries.stream()
                .map(entry -> EntryView.of(entry, logs.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    /** Returns the lines before the first empty one; octets that are no UTF-8 become signs that say so. */
    private static String header(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, LONGEST_HEADER), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return (end < 0 ? text : text.substring(0, end)).replace("\r\n", "\n");
    }

    /** Returns the destinations with which this server has to do, those first that it leaves alone. */
    public List<DestinationView> destinations() {
        return queue.destinations();
    }
}
