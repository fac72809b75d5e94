package org.letterwing.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not used for longest when it holds too much. Not thread-safe. */
final class Memory<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    Memory(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
