package org.letterwing.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The cache keeps values as long as their version, and no more than it may. */
class VersionedCacheTest {

    private final List<String> loaded = new ArrayList<>();
    private final VersionedCache<String, String> cache = new VersionedCache<>(10);

    @Test
    void loadsOnceForEachVersion() {
        assertEquals("A", get("a", 1));
        assertEquals("A", get("a", 1));
        assertEquals(List.of("a"), loaded);
        assertEquals("A", get("a", 2));
        assertEquals(List.of("a", "a"), loaded);
    }

    @Test
    void anOlderVersionSpoilsNothing() {
        get("a", 2);
        get("a", 1);
        get("b", 1);
        get("b", 2);
        get("a", 2);
        assertEquals(List.of("a", "a", "b", "b"), loaded);
    }

    @Test
    void keepsWhatIsUsedAndForgetsTheRest() {
        get("used", 1);
        IntStream.range(0, 1000).forEach(i -> {
            get("random" + i, 1);
            get("used", 1);
        });
        assertEquals(1001, loaded.size());
        get("random0", 1);
        assertEquals(1002, loaded.size());
        assertTrue(cache.size() <= 22, "holds " + cache.size());
    }

    private String get(String key, long version) {
        return cache.get(key, version, k -> {
            loaded.add(k);
            return k.toUpperCase(java.util.Locale.ROOT);
        });
    }
}
