package org.letterwing.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.letterwing.authentication.report.AggregateReport.Row;

/** Adds counts to what the database has of their days, up to a number of different results. Lives in one transaction. */
final class CountWriter {

    /** How many different results a day has in all: whoever sends mail decides how different they are. */
    static final int MOST_OF_DAY = 50_000;

    /** How many of them one domain has: a report can be read, and no domain takes the room of all others. */
    static final int MOST_OF_DOMAIN = 5000;

    private static final int BATCH = 500;

    private final EntityManager entities;

    CountWriter(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Adds what was counted.
     *
     * @return how many mails were left out
     */
    long add(Map<DomainDay, Seen> seen) {
        long leftOut = 0;
        Map<LocalDate, Long> rooms = new HashMap<>();
        for (var domain : new TreeMap<>(seen).entrySet()) { // in an order, so that no two servers wait for each other
            Map<Row, Long> mails = domain.getValue().mails();
            long room = rooms.computeIfAbsent(domain.getKey().day(), day -> MOST_OF_DAY - different(day));
            ReportedDay day = locked(domain.getKey());
            if (day.id() == null && room <= 0) {
                leftOut += mails.values().stream().mapToLong(Long::longValue).sum();
                continue;
            }
            day.publish(domain.getValue().policy());
            entities.persist(day);
            int before = day.different();
            leftOut += add(day, mails, room);
            rooms.put(domain.getKey().day(), room - (day.different() - before));
        }
        return leftOut;
    }

    private ReportedDay locked(DomainDay key) {
        return entities
                .createQuery("SELECT d FROM ReportedDay d WHERE d.day = :day AND d.domain = :domain", ReportedDay.class)
                .setParameter("day", key.day())
                .setParameter("domain", key.domain())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst()
                .orElseGet(() -> new ReportedDay(key));
    }

    private long add(ReportedDay day, Map<Row, Long> mails, long roomOfDay) {
        long room = Math.min(MOST_OF_DOMAIN - day.different(), roomOfDay);
        int added = 0;
        long leftOut = 0;
        List<CountedMails> counted = new ArrayList<>();
        mails.forEach((row, number) -> counted.add(counted(day, row, number)));
        for (int from = 0; from < counted.size(); from += BATCH) {
            List<CountedMails> batch = counted.subList(from, Math.min(from + BATCH, counted.size()));
            Map<String, CountedMails> known = known(day, batch);
            for (CountedMails more : batch) {
                CountedMails there = known.get(more.digest());
                if (there != null) {
                    there.add(more.mails());
                } else if (added < room) {
                    entities.persist(more);
                    added++;
                } else {
                    leftOut += more.mails();
                }
            }
        }
        day.addDifferent(added);
        return leftOut;
    }

    private static CountedMails counted(ReportedDay day, Row row, long number) {
        CountedMails mails = new CountedMails(day.id(), row);
        mails.add(number);
        return mails;
    }

    private long different(LocalDate day) {
        return entities.createQuery(
                        "SELECT COALESCE(SUM(d.different), 0) FROM ReportedDay d WHERE d.day = :day", Long.class)
                .setParameter("day", day)
                .getSingleResult();
    }

    private Map<String, CountedMails> known(ReportedDay day, List<CountedMails> batch) {
        Map<String, CountedMails> known = new HashMap<>();
        entities.createQuery(
                        "SELECT m FROM CountedMails m WHERE m.day = :day AND m.digest IN :digests", CountedMails.class)
                .setParameter("day", day.id())
                .setParameter(
                        "digests", batch.stream().map(CountedMails::digest).toList())
                .getResultList()
                .forEach(mails -> known.put(mails.digest(), mails));
        return known;
    }
}
