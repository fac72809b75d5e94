package org.letterwing.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;

/**
 * A table that reads one page at a time. It remembers where the pages begin that were seen, for the directory's lists
 * go forward only.
 *
 * @param <T> the type of the rows
 */
class CursorModel<T> extends LazyDataModel<T> {

    /** A list of the directory. */
    @FunctionalInterface
    interface Source<T> {

        Page<T> page(String after, int limit) throws DirectoryException;
    }

    private final transient Source<T> source;
    private final List<String> starts = new ArrayList<>();
    private int size;
    private boolean more;

    CursorModel(Source<T> source) {
        this.source = source;
    }

    /** Returns how many rows are known: those up to the last page seen, and one if more follow. */
    @Override
    public int count(Map<String, FilterMeta> filters) {
        return getRowCount();
    }

    @Override
    public List<T> load(int first, int pageSize, Map<String, SortMeta> order, Map<String, FilterMeta> filters) {
        if (size != pageSize) {
            size = pageSize;
            reset();
        }
        try {
            int wanted = first / pageSize;
            int number = Math.min(wanted, starts.size() - 1);
            Page<T> page = source.page(starts.get(number), pageSize);
            while (number < wanted && page.next() != null) {
                page = source.page(next(number++, page), pageSize);
            }
            if (page.next() != null) {
                next(number, page);
            }
            more = page.next() != null;
            setRowCount(
                    more
                            ? (number + 1) * pageSize + 1
                            : number * pageSize + page.items().size());
            return page.items();
        } catch (DirectoryException e) {
            Texts.refuse(null, e.refusal());
            return List.of();
        }
    }

    /** Returns whether a page follows the one that is shown, which may have fewer rows than there is room for, or none. */
    public boolean isMore() {
        return more;
    }

    /** Remembers where the page after this one begins. */
    private String next(int number, Page<T> page) {
        if (starts.size() == number + 1) {
            starts.add(page.next());
        }
        return page.next();
    }

    /** Forgets where pages begin, for rows were added or removed. */
    final void reset() {
        starts.clear();
        starts.add(null);
    }
}
