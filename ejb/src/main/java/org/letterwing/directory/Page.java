package org.letterwing.directory;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a sorted list.
 *
 * @param items what the page holds
 * @param next what to give as {@code after} to get the next page; null when this is the last
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, String next) {

    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }

    /** Reads the {@code after} of a list that is sorted by keys; null stands for the first page. */
    public static long key(String after) throws DirectoryException {
        try {
            return after == null ? 0 : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new DirectoryException(Reason.NO_PAGE, after);
        }
    }

    /** Makes a page of the first {@code limit} items; one item more says that there is a next page. */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, String> key) {
        return items.size() <= limit
                ? new Page<>(items, null)
                : new Page<>(items.subList(0, limit), key.apply(items.get(limit - 1)));
    }
}
