package org.letterwing.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that an administrator has changed. It holds no passwords and no other secrets. Immutable.
 *
 * @param operation what was done, in words such as {@code account changed}
 * @param subject to what: a domain, an address, a key
 * @param details what was before, and what is now
 */
public record Change(String operation, String subject, List<Detail> details) {

    /**
     * One thing that is another now.
     *
     * @param name as the API calls it
     * @param before empty text for nothing
     * @param after empty text for nothing
     */
    public record Detail(String name, String before, String after) {}

    /** Copies the list. */
    public Change {
        details = List.copyOf(details);
    }

    /** Something that was done, without details. */
    public static Change of(String operation, Object subject) {
        return new Change(operation, String.valueOf(subject), List.of());
    }

    /** Returns this with a further detail, unless both values are the same; null stands for nothing. */
    public Change with(String name, Object before, Object after) {
        return Objects.equals(before, after) ? this : with(new Detail(name, text(before), text(after)));
    }

    /** Returns this with the detail that a secret is another one. */
    public Change withSecret(String name) {
        return with(new Detail(name, "", "changed"));
    }

    private Change with(Detail detail) {
        List<Detail> more = new ArrayList<>(details);
        more.add(detail);
        return new Change(operation, subject, more);
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-'); // as the API has it
        }
        return value == null ? "" : value.toString();
    }
}
