package org.letterwing.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.trace.Traffic.Span;

/** Tells administrators how many mails came and went. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class MailFigures {

    /** It goes along the primary key, over some rows for each five minutes. */
    private static final String SUMS = "SELECT step, flow, detail, CAST(SUM(mails) AS BIGINT)"
            + " FROM (SELECT slot / :slots AS step, flow, detail, mails FROM mail_count"
            + " WHERE slot >= :first AND flow <> 'TAKEN') AS counted"
            + " GROUP BY step, flow, detail";

    private static final String OF_LISTENERS = "SELECT detail, CAST(SUM(mails) AS BIGINT) FROM mail_count"
            + " WHERE slot >= :first AND flow = 'TAKEN' GROUP BY detail";

    @Inject
    private EntityManager entities;

    /** For the container. */
    public MailFigures() {}

    /** Works with the given entity manager. */
    MailFigures(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the figures of the time that ends now. */
    public Traffic traffic(Span span) {
        return traffic(span, Instant.now());
    }

    Traffic traffic(Span span, Instant now) {
        long last = now.getEpochSecond() / MailCounts.SLOT_SECONDS / span.slots();
        long first = last - span.steps() + 1;
        List<Map<MailFlow, Long>> mails = new ArrayList<>();
        for (long step = first; step <= last; step++) {
            mails.add(new EnumMap<>(MailFlow.class));
        }
        Map<String, Long> refusals = new HashMap<>();
        for (Tuple sum : sums(span, first)) {
            int step = (int) Math.min(sum.get(0, Long.class) - first, span.steps() - 1L); // another clock may be ahead
            MailFlow flow = MailFlow.valueOf(sum.get(1, String.class));
            mails.get(step).merge(flow, sum.get(3, Long.class), Long::sum);
            if (flow == MailFlow.REFUSED) {
                refusals.merge(sum.get(2, String.class), sum.get(3, Long.class), Long::sum);
            }
        }
        List<Traffic.Step> steps = new ArrayList<>();
        for (Map<MailFlow, Long> ofStep : mails) {
            Instant begin = Instant.ofEpochSecond((first + steps.size()) * span.slots() * MailCounts.SLOT_SECONDS);
            steps.add(new Traffic.Step(begin, ofStep));
        }
        return new Traffic(steps, refusals);
    }

    /** Returns how many mails each listener of an application has taken in the time that ends now; none is left out. */
    public Map<String, Long> taken(Span span) {
        return taken(span, Instant.now());
    }

    @SuppressWarnings("unchecked")
    Map<String, Long> taken(Span span, Instant now) {
        long last = now.getEpochSecond() / MailCounts.SLOT_SECONDS / span.slots();
        Stream<Tuple> sums = entities.createNativeQuery(OF_LISTENERS, Tuple.class)
                .setParameter("first", (last - span.steps() + 1) * span.slots())
                .getResultStream();
        return sums.collect(Collectors.toMap(sum -> sum.get(0, String.class), sum -> sum.get(1, Long.class)));
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> sums(Span span, long first) {
        return entities.createNativeQuery(SUMS, Tuple.class)
                .setParameter("slots", (long) span.slots())
                .setParameter("first", first * span.slots())
                .getResultList();
    }
}
