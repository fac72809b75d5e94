package org.letterwing.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.structure.StructureReader;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LuceneIndexTest {

    @TempDir
    Path folder;

    private static IndexedText text(String body) {
        byte[] octets = ("Subject: top\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        IndexedText text = new IndexedText();
        try {
            MessageText.read(
                    new ByteArrayInputStream(octets),
                    StructureReader.read(new ByteArrayInputStream(octets)).structure(),
                    text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text;
    }

    private static Set<Long> find(LuceneIndex index, String needle) throws IOException {
        return index.find(new long[] {1, 2, 3}, FoldedText.of(needle), true, true);
    }

    @Test
    void anyPieceOfATextIsFound() throws IOException {
        try (var index = new LuceneIndex(folder, "db")) {
            index.add(1, text("hello w\u00f6rld \ud83d\ude00"));
            index.add(2, text("help"));
            assertEquals(Set.of(1L, 2L), find(index, "hel"));
            assertEquals(Set.of(1L), find(index, "O W\u00d6R"));
            assertEquals(Set.of(1L), find(index, "\ud83d\ude00"));
            assertEquals(Set.of(2L), find(index, "lp"));
            assertEquals(Set.of(1L, 2L), find(index, "p"));
            assertEquals(Set.of(1L, 2L), find(index, "top"));
            assertEquals(Set.of(), find(index, "helping"));
            assertEquals(Set.of(), index.find(new long[] {1, 2}, "TOP", false, true));
            assertEquals(Set.of(2L), index.find(new long[] {2, 9}, "HEL", true, true));
            index.remove(Set.of(2L));
            assertEquals(Set.of(1L), index.all());
        }
    }

    @Property(tries = 20)
    void whatIsFoundIsThere(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 60) String body,
            @ForAll @IntRange(max = 50) int from)
            throws IOException {
        Path own = java.nio.file.Files.createTempDirectory("letterwing-index");
        try (var index = new LuceneIndex(own, "db")) {
            IndexedText text = text(body);
            index.add(1, text);
            for (int length = 1; length < 12; length++) {
                for (String needle : new String[] {"abcabcabcabc", "aabbccaabbcc", body + "cabacab"}) {
                    int start = Math.min(from, Math.max(needle.length() - length, 0));
                    String piece = FoldedText.of(needle.substring(start, Math.min(start + length, needle.length())));
                    assertEquals(
                            text.contains(piece, false),
                            !index.find(new long[] {1}, piece, false, true).isEmpty());
                }
            }
        } finally {
            try (var files = java.nio.file.Files.list(own)) {
                files.forEach(file -> file.toFile().delete());
            }
            java.nio.file.Files.delete(own);
        }
    }

    @Test
    void itStaysAndIsMadeAnewForAnotherDatabase() throws IOException {
        try (var index = new LuceneIndex(folder, "db")) {
            index.add(1, text("hello"));
            index.commit(7);
        }
        try (var index = new LuceneIndex(folder, "db")) {
            assertEquals(7, index.mark());
            assertEquals(Set.of(1L), find(index, "hello"));
        }
        try (var index = new LuceneIndex(folder, "other")) {
            assertEquals(0, index.mark());
            assertEquals(Set.of(), find(index, "hello"));
        }
    }
}
