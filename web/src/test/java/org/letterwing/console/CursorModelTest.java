package org.letterwing.console;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.letterwing.directory.Page;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CursorModelTest {

    private final TreeSet<String> rows = new TreeSet<>();
    private final CursorModel<String> model = new CursorModel<>(this::page);
    private int asked;

    private Page<String> page(String after, int limit) {
        asked++;
        List<String> rest = List.copyOf(after == null ? rows : rows.tailSet(after, false));
        List<String> items = rest.subList(0, Math.min(limit, rest.size()));
        return new Page<>(items, items.size() < rest.size() ? items.get(items.size() - 1) : null);
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> rows.add("r%03d".formatted(i)));
    }

    private List<String> load(int first) {
        return model.load(first, 10, Map.of(), Map.of());
    }

    @Test
    void goesForwardAndBackAPageAtATime() {
        fill(25);
        assertEquals("r000", load(0).get(0));
        assertEquals(11, model.getRowCount());
        assertEquals("r010", load(10).get(0));
        assertEquals(21, model.getRowCount());
        assertEquals(5, load(20).size());
        assertEquals(25, model.getRowCount());
        assertEquals("r010", load(10).get(0));
        assertEquals(4, asked);
    }

    @Test
    void findsAPageThatItHasNotSeen() {
        fill(25);
        assertEquals("r020", load(20).get(0));
        assertEquals(25, model.getRowCount());
    }

    @Test
    void showsTheLastPageWhenTheRowsBecameFewer() {
        fill(21);
        load(20);
        rows.remove("r020");
        model.reset();
        assertEquals("r010", load(20).get(0));
        assertEquals(20, model.getRowCount());
    }

    @Test
    void anEmptyListHasNoRows() {
        assertEquals(List.of(), load(0));
        assertEquals(0, model.getRowCount());
    }
}
