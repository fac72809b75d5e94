package org.letterwing.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.letterwing.mailbox.SearchKey;
import org.letterwing.store.Structures;

/**
 * Finds the messages of a mailbox that search keys ask for (RFC 9051 6.4.4). What the rows say is looked at first, and
 * texts last, in the messages that are left. Lives in one transaction.
 */
final class Evaluation {

    private static final int BATCH = 1000;

    private final List<MailboxRow> rows;
    private final Structures structures;
    private final TextSearch texts;

    Evaluation(List<MailboxRow> rows, Structures structures, TextSearch texts) {
        this.rows = rows;
        this.structures = structures;
        this.texts = texts;
    }

    /** Returns the places of the rows that a key asks for. */
    BitSet find(SearchKey key) {
        BitSet all = new BitSet();
        all.set(0, rows.size());
        return find(key, all);
    }

    private BitSet find(SearchKey key, BitSet among) {
        if (among.isEmpty()) {
            return among;
        }
        if (key instanceof SearchKey.And and) {
            return findAll(and, among);
        } else if (key instanceof SearchKey.Or or) {
            return findEither(or, among);
        } else if (key instanceof SearchKey.Not not) {
            BitSet found = (BitSet) among.clone();
            found.andNot(find(not.key(), among));
            return found;
        } else if (key instanceof SearchKey.Header header) {
            return ofMessages(among, texts.find(messages(among), header.field(), header.text()));
        } else if (key instanceof SearchKey.Body body) {
            return ofMessages(among, texts.find(messages(among), body.text(), false));
        } else if (key instanceof SearchKey.Text text) {
            return ofMessages(among, texts.find(messages(among), text.text(), true));
        } else if (key instanceof SearchKey.Day day && day.sent()) {
            return sent(day, among);
        }
        Predicate<MailboxRow> condition = condition(key);
        BitSet found = new BitSet();
        among.stream().filter(place -> condition.test(rows.get(place))).forEach(found::set);
        return found;
    }

    private BitSet findAll(SearchKey.And and, BitSet among) {
        List<SearchKey> keys = new ArrayList<>(and.keys());
        keys.sort(Comparator.comparingInt(Evaluation::cost));
        BitSet left = among;
        for (SearchKey key : keys) {
            left = find(key, left);
        }
        return left;
    }

    private BitSet findEither(SearchKey.Or or, BitSet among) {
        boolean cheaper = cost(or.one()) <= cost(or.other());
        BitSet found = (BitSet) find(cheaper ? or.one() : or.other(), among).clone();
        BitSet rest = (BitSet) among.clone();
        rest.andNot(found);
        found.or(find(cheaper ? or.other() : or.one(), rest));
        return found;
    }

    private static int cost(SearchKey key) {
        if (key instanceof SearchKey.And and) {
            return and.keys().stream().mapToInt(Evaluation::cost).max().orElse(0);
        } else if (key instanceof SearchKey.Or or) {
            return Math.max(cost(or.one()), cost(or.other()));
        } else if (key instanceof SearchKey.Not not) {
            return cost(not.key());
        } else if (key instanceof SearchKey.Day day) {
            return day.sent() ? 1 : 0;
        } else if (key instanceof SearchKey.Header) {
            return 2;
        }
        return key instanceof SearchKey.Text || key instanceof SearchKey.Body ? 3 : 0;
    }

    private static Predicate<MailboxRow> condition(SearchKey key) {
        if (key instanceof SearchKey.Uids uids) {
            return row -> uids.uids().contains(row.uid());
        } else if (key instanceof SearchKey.HasFlag flag) {
            return row -> row.has(flag.flag());
        } else if (key instanceof SearchKey.HasKeyword keyword) {
            return row -> row.has(keyword.keyword());
        } else if (key instanceof SearchKey.Size size) {
            return row -> size.larger() ? row.size() > size.octets() : row.size() < size.octets();
        } else if (key instanceof SearchKey.Day day) {
            return row -> holds(day, LocalDate.ofInstant(row.internalDate(), ZoneOffset.UTC));
        } else if (key instanceof SearchKey.Arrived arrived) {
            return row -> row.internalDate().isBefore(arrived.instant()) == arrived.before();
        } else if (key instanceof SearchKey.Modseq modseq) {
            return row -> row.modseq() >= modseq.least();
        } else if (key instanceof SearchKey.EmailId id) {
            return row -> id.id().equals("M" + row.message());
        }
        return row -> false; // a thread's id, which none has
    }

    private static boolean holds(SearchKey.Day key, LocalDate day) {
        return switch (key.relation()) {
            case BEFORE -> day.isBefore(key.day());
            case ON -> day.equals(key.day());
            case SINCE -> !day.isBefore(key.day());
        };
    }

    private BitSet sent(SearchKey.Day key, BitSet among) {
        Map<Long, Boolean> holds = new HashMap<>();
        List<Long> messages = messages(among);
        for (int from = 0; from < messages.size(); from += BATCH) {
            structures
                    .of(messages.subList(from, Math.min(from + BATCH, messages.size())))
                    .forEach((message, structure) -> holds.put(
                            message,
                            SentDate.of(structure.envelope().date())
                                    .filter(date -> holds(key, date.day()))
                                    .isPresent()));
        }
        BitSet found = new BitSet();
        among.stream()
                .filter(place -> holds.getOrDefault(rows.get(place).message(), false))
                .forEach(found::set);
        return found;
    }

    private List<Long> messages(BitSet places) {
        return places.stream()
                .mapToObj(place -> rows.get(place).message())
                .distinct()
                .toList();
    }

    private BitSet ofMessages(BitSet among, Set<Long> messages) {
        BitSet found = new BitSet();
        among.stream()
                .filter(place -> messages.contains(rows.get(place).message()))
                .forEach(found::set);
        return found;
    }
}
