package org.letterwing.directory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Keeps values for as long as a version lasts, the most recent ones if there are too many. Thread-safe; readers never
 * wait for one another, and may load the same value twice.
 */
final class VersionedCache<K, V> {

    private final int capacity;
    private final AtomicReference<Generation<K, V>> generation;

    /** Makes an empty cache that holds about twice {@code capacity} values at most. */
    VersionedCache(int capacity) {
        this.capacity = capacity;
        this.generation = new AtomicReference<>(new Generation<>(Long.MIN_VALUE, new ConcurrentHashMap<>(), Map.of()));
    }

    /**
     * Returns the value of a key.
     *
     * @param version the version that the value must not be older than; a higher one empties the cache
     * @param load gets the value, never null, if the cache has none
     */
    V get(K key, long version, Function<? super K, ? extends V> load) {
        Generation<K, V> now = generation.get();
        if (now.version != version) {
            if (version < now.version) {
                return load.apply(key); // a caller that was overtaken
            }
            now = replace(now, new Generation<>(version, new ConcurrentHashMap<>(), Map.of()));
        }
        V value = now.young.get(key);
        if (value == null) {
            value = now.old.get(key);
            if (value == null) {
                value = load.apply(key);
            }
            put(now, key, value);
        }
        return value;
    }

    private void put(Generation<K, V> now, K key, V value) {
        now.young.put(key, value);
        if (now.young.size() > capacity) {
            replace(now, new Generation<>(now.version, new ConcurrentHashMap<>(), now.young));
        }
    }

    /** Returns how many values are held, some of them twice. */
    int size() {
        Generation<K, V> now = generation.get();
        return now.young.size() + now.old.size();
    }

    /** Lets the newer generation follow the one that was seen, unless another thread was faster. */
    private Generation<K, V> replace(Generation<K, V> seen, Generation<K, V> next) {
        return generation.compareAndSet(seen, next) ? next : generation.get();
    }

    private record Generation<K, V>(long version, ConcurrentHashMap<K, V> young, Map<K, V> old) {}
}
