package org.letterwing.sending;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is written can be read as often as one likes, and nothing of it stays. */
class SpoolTest {

    private static final int MEMORY = 10_000;
    private static final int MOST = 100_000;

    @TempDir
    Path folder;

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }

    @Test
    void smallAndLargeContentsAreKept() throws IOException {
        for (int size : new int[] {0, 1, MEMORY, MEMORY + 1, MOST}) {
            byte[] octets = octets(size);
            try (Spool spool = new Spool(folder, MEMORY, MOST)) {
                for (int from = 0; from < size; from += 999) {
                    spool.write(octets, from, Math.min(999, size - from));
                }
                assertEquals(size, spool.size());
                for (int i = 0; i < 2; i++) {
                    try (InputStream in = spool.open()) {
                        assertArrayEquals(octets, in.readAllBytes());
                    }
                }
                assertNoFiles();
            }
        }
    }

    @Test
    void thereIsALimit() throws IOException {
        try (Spool spool = new Spool(folder, MEMORY, MOST)) {
            spool.write(octets(MOST));
            TooLargeException e = assertThrows(TooLargeException.class, () -> spool.write(0));
            assertEquals("it has more than 100000 octets; letterwing.message.max-size allows more", e.getMessage());
        }
    }

    private void assertNoFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
