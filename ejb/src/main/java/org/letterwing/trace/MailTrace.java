package org.letterwing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.spi.MessageIdField;

/** Tells administrators where mails are, and what happened to them on their way. */
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

    @Inject
    private EntityManager entities;

    @EJB
    private TraceBean trace;

    /** For the container. */
    public MailTrace() {}

    /** Works with the given entity manager. */
    MailTrace(EntityManager entities) {
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
    public Page<TracedMail> mails(TraceSearch search, String after, int limit) throws DirectoryException {
        UUID before = after == null ? null : uuid(after);
        int most = Math.min(limit, MOST_MAILS);
        Page<UUID> page = Page.of(find(search, before, most + 1), most, UUID::toString);
        Optional<String> address = Optional.ofNullable(search.address()).map(TracedAddress::of);
        return new Page<>(page.items().stream().map(mail -> mail(mail, address)).toList(), page.next());
    }

    private static UUID uuid(String text) throws DirectoryException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(Kind.MALFORMED, "'" + text + "' is not the 'next' of a page of this list");
        }
    }

    private List<UUID> find(TraceSearch search, UUID before, int most) {
        Map<String, Object> either = new LinkedHashMap<>(); // the two of an address; else one
        if (search.address() != null) {
            either.put("sender", TracedAddress.of(search.address()));
            either.put("recipient", TracedAddress.of(search.address()));
        } else if (search.messageId() != null) {
            either.put("messageId", MessageIdField.id(search.messageId()).orElse(""));
        } else if (search.queueId() != null) {
            either.put("entry", search.queueId());
        } else {
            return mails("", null, before, most);
        }
        var found = new TreeSet<>(ORDER.reversed());
        either.forEach((attribute, value) -> found.addAll(mails(attribute, value, before, most)));
        return found.stream().limit(most).toList();
    }

    /** Each of these queries goes along an index, from its end, and no further than it has to. */
    private List<UUID> mails(String attribute, Object value, UUID before, int most) {
        List<String> conditions = new ArrayList<>();
        if (value != null) {
            conditions.add("e." + attribute + " = :value");
        }
        if (before != null) {
            conditions.add("e.mail < :before");
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        TypedQuery<UUID> query = entities.createQuery(
                        "SELECT DISTINCT e.mail FROM TraceEvent e" + where + " ORDER BY e.mail DESC", UUID.class)
                .setMaxResults(most);
        if (value != null) {
            query.setParameter("value", value);
        }
        if (before != null) {
            query.setParameter("before", before);
        }
        return query.getResultList();
    }

    /** Of a mail with very many recipients, those that were asked for come first. */
    private TracedMail mail(UUID mail, Optional<String> address) {
        List<TraceEvent> events = new ArrayList<>(entities.createQuery(
                        "SELECT e FROM TraceEvent e WHERE e.mail = :mail"
                                + " ORDER BY CASE WHEN e.recipient = :address THEN 0 ELSE 1 END, e.id",
                        TraceEvent.class)
                .setParameter("mail", mail)
                .setParameter("address", address.orElse(""))
                .setMaxResults(MOST_EVENTS + 1)
                .getResultList());
        boolean more = events.size() > MOST_EVENTS;
        if (more) {
            events.remove(MOST_EVENTS);
        }
        events.sort(Comparator.comparing(TraceEvent::id));
        return new TracedMail(mail, events.stream().map(TraceEvent::view).toList(), more);
    }
}
