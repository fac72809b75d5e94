package org.letterwing.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.letterwing.mailbox.Envelope;
import org.letterwing.mailbox.Envelope.Address;
import org.letterwing.mailbox.SortCriterion;

/**
 * What an order looks at of one message (RFC 5256 3, RFC 5957).
 *
 * @param row the message's
 * @param values one for each criterion: a number, an instant, or octets of a folded text
 */
record SortValues(MailboxRow row, List<Object> values) {

    /** Returns those of a message. */
    static SortValues of(MailboxRow row, Envelope envelope, List<SortCriterion> order) {
        return new SortValues(
                row,
                order.stream()
                        .map(criterion -> value(criterion.field(), row, envelope))
                        .toList());
    }

    private static Object value(SortCriterion.Field field, MailboxRow row, Envelope envelope) {
        return switch (field) {
            case ARRIVAL -> row.internalDate();
            case SIZE -> row.size();
            case DATE -> sent(row, envelope);
            case SUBJECT -> octets(BaseSubject.of(envelope.subject()).text());
            case FROM -> mailbox(envelope.from());
            case TO -> mailbox(envelope.to());
            case CC -> mailbox(envelope.cc());
            case DISPLAYFROM -> display(envelope.from());
            case DISPLAYTO -> display(envelope.to());
        };
    }

    /** RFC 5256 2.2: without a valid date it is the one of its arrival. */
    static Instant sent(MailboxRow row, Envelope envelope) {
        return SentDate.of(envelope.date()).map(SentDate::instant).orElse(row.internalDate());
    }

    private static byte[] mailbox(List<Address> addresses) {
        return addresses.isEmpty() ? new byte[0] : folded(addresses.get(0).localPart());
    }

    /** RFC 5957 3: the name, or the address where there is none. */
    private static byte[] display(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return new byte[0];
        }
        Address first = addresses.get(0);
        if (first.name() != null) {
            return folded(first.name());
        }
        boolean group = first.domain() == null || first.domain().isEmpty();
        return folded(group ? first.localPart() : first.localPart() + "@" + first.domain());
    }

    private static byte[] folded(String octets) {
        return octets == null ? new byte[0] : octets(FoldedText.of(EncodedWords.decode(octets)));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how messages stand to each other; those that are equal stay in the order of their numbers. */
    static Comparator<SortValues> comparator(List<SortCriterion> order) {
        return (one, other) -> {
            for (int i = 0; i < order.size(); i++) {
                int compared = compare(one.values.get(i), other.values.get(i));
                if (compared != 0) {
                    return order.get(i).reverse() ? -compared : compared;
                }
            }
            return Long.compare(one.row.uid(), other.row.uid());
        };
    }

    private static int compare(Object one, Object other) {
        if (one instanceof byte[] octets) {
            return Integer.signum(Arrays.compareUnsigned(octets, (byte[]) other));
        } else if (one instanceof Instant instant) {
            return instant.compareTo((Instant) other);
        }
        return Long.compare((Long) one, (Long) other);
    }
}
