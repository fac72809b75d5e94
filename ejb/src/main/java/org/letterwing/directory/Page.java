package org.letterwing.directory;

import java.util.List;

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
}
