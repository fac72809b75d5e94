package org.letterwing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Reach;
import org.letterwing.directory.Reason;
import org.letterwing.spi.MessageIdField;

/**
 * Tells administrators where mails are, and what happened to them on their way. Those of some domains are told of mail from
 * there and to there, and of nothing else.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class MailTrace {

    /** The most mails of a page. */
    public static final int MOST_MAILS = 100;

    /** The most events of a mail that are shown. */
    static final int MOST_EVENTS = 200;

    /** As the databases order them. */
    private static final Comparator<UUID> ORDER = Comparator.<UUID, Long>comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /**
     * Which events administrators of some domains see: what came from there or goes there; of what came from there, also
     * what happened later to the recipients that the sender has named, and not where aliases of others lead.
     */
    private static final String OWN = "(e.senderDomain IN :own OR e.recipientDomain IN :own OR EXISTS (SELECT n.id"
            + " FROM TraceEvent n WHERE n.mail = e.mail AND n.recipient = e.recipient AND n.senderDomain IN :own))";

    /** The same of the table. */
    private static final String OWN_ROWS = " AND (t.sender_domain IN (:own) OR t.recipient_domain IN (:own) OR EXISTS"
            + " (SELECT n.id FROM trace_event n WHERE n.delivery_id = t.delivery_id AND n.recipient = t.recipient"
            + " AND n.sender_domain IN (:own)))";

    /** The first events of each mail, in their order; of very many recipients those that were asked for come first. */
    private static final String EVENTS = "SELECT placed.* FROM (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY"
            + " t.delivery_id ORDER BY CASE WHEN t.recipient = :address THEN 0 ELSE 1 END, t.id) AS place"
            + " FROM trace_event t WHERE t.delivery_id IN (:mails)%s) AS placed WHERE place <= :most ORDER BY place";

    /** As many events are read at once as most mails have. */
    private static final int EVENTS_OF_MAIL = 4;

    @Inject
    private EntityManager entities;

    @EJB
    private TraceBean trace;

    @EJB
    private ManagedDomains managed;

    private Supplier<Reach> reach = () -> managed.ofCaller();

    /** For the container. */
    public MailTrace() {}

    /** Works with the given entity manager. */
    MailTrace(EntityManager entities, Reach reach) {
        this.reach = () -> reach;
        this.entities = entities;
    }

    /** Returns the figures of this server. */
    public TraceFigures figures() {
        return trace.figures();
    }

    /**
     * Lists mails, the newest first.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1; beyond {@value #MOST_MAILS} it is that
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Page<TracedMail> mails(TraceSearch search, String after, int limit) throws DirectoryException {
        UUID before = after == null ? null : uuid(after);
        Reach own = reach.get();
        if (!own.isAll() && own.domains().isEmpty()) {
            return new Page<>(List.of(), null);
        }
        int most = Math.min(limit, MOST_MAILS);
        Page<UUID> page = Page.of(find(search, own, before, most + 1), most, UUID::toString);
        Optional<String> address = Optional.ofNullable(search.address()).map(TracedAddress::of);
        return new Page<>(tracedMails(page.items(), own, address), page.next());
    }

    private static UUID uuid(String text) throws DirectoryException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(Reason.NO_PAGE, text);
        }
    }

    private List<UUID> find(TraceSearch search, Reach own, UUID before, int most) {
        List<Map.Entry<String, Object>> either = new ArrayList<>(); // the two of an address or a domain; else one
        if (search.address() != null) {
            either.add(Map.entry("sender", TracedAddress.of(search.address())));
            either.add(Map.entry("recipient", TracedAddress.of(search.address())));
        } else if (search.messageId() != null) {
            either.add(
                    Map.entry("messageId", MessageIdField.id(search.messageId()).orElse("")));
        } else if (search.queueId() != null) {
            either.add(Map.entry("entry", search.queueId()));
        } else if (own.isAll()) {
            return mails("", null, own, before, most).stream().limit(most).toList();
        } else {
            for (String domain : own.domains()) {
                either.add(Map.entry("senderDomain", domain));
                either.add(Map.entry("recipientDomain", domain));
            }
        }
        var found = new TreeSet<>(ORDER.reversed());
        either.forEach(wanted -> found.addAll(mails(wanted.getKey(), wanted.getValue(), own, before, most)));
        return found.stream().limit(most).toList();
    }

    /** The mails of events, each once. Events are read until they are of enough mails. */
    private Set<UUID> mails(String attribute, Object value, Reach own, UUID before, int most) {
        Set<UUID> mails = new LinkedHashSet<>();
        UUID last = before;
        List<UUID> events;
        do {
            events = mailsOfEvents(attribute, value, own, last, EVENTS_OF_MAIL * most);
            mails.addAll(events);
            last = events.isEmpty() ? null : events.get(events.size() - 1);
        } while (mails.size() < most && events.size() == EVENTS_OF_MAIL * most);
        return mails;
    }

    /**
     * Each of these queries goes along an index, from its end, and no further than it has to: H2 does so if the order names
     * all the index's columns, and nothing is to be distinct.
     */
    private List<UUID> mailsOfEvents(String attribute, Object value, Reach own, UUID before, int most) {
        List<String> conditions = new ArrayList<>();
        if (value != null) {
            conditions.add("e." + attribute + " = :value");
        }
        if (before != null) {
            conditions.add("e.mail < :before");
        }
        if (!own.isAll()) {
            conditions.add(OWN);
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String order = value == null ? "e.mail DESC" : "e." + attribute + " DESC, e.mail DESC";
        TypedQuery<UUID> query = entities.createQuery(
                        "SELECT e.mail FROM TraceEvent e" + where + " ORDER BY " + order, UUID.class)
                .setMaxResults(most);
        if (value != null) {
            query.setParameter("value", value);
        }
        if (before != null) {
            query.setParameter("before", before);
        }
        return in(own, query).getResultList();
    }

    private static <Q extends Query> Q in(Reach own, Q query) {
        if (!own.isAll()) {
            query.setParameter("own", own.domains());
        }
        return query;
    }

    private List<TracedMail> tracedMails(List<UUID> mails, Reach own, Optional<String> address) {
        if (mails.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<TraceEvent>> events = new HashMap<>();
        events(mails, own, address)
                .forEach(event -> events.computeIfAbsent(event.mail(), mail -> new ArrayList<>())
                        .add(event));
        return mails.stream()
                .map(mail -> tracedMail(mail, events.getOrDefault(mail, new ArrayList<>())))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<TraceEvent> events(List<UUID> mails, Reach own, Optional<String> address) {
        String sql = String.format(EVENTS, own.isAll() ? "" : OWN_ROWS);
        return in(own, entities.createNativeQuery(sql, TraceEvent.class))
                .setParameter("mails", mails)
                .setParameter("address", address.orElse(""))
                .setParameter("most", MOST_EVENTS + 1)
                .getResultList();
    }

    private static TracedMail tracedMail(UUID mail, List<TraceEvent> events) {
        boolean more = events.size() > MOST_EVENTS;
        if (more) {
            events.remove(MOST_EVENTS);
        }
        events.sort(Comparator.comparing(TraceEvent::id));
        return new TracedMail(mail, events.stream().map(TraceEvent::view).toList(), more);
    }
}
