package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Any text: it is a list of tags or none, and where its values are is known. */
class TagListFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void aTextIsAListOrNone(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        TagList.parse(text).ifPresent(tags -> {
            for (String tag : new String[] {"a", "b", "v"}) {
                tags.get(tag)
                        .ifPresent(value -> assertEquals(
                                value,
                                text.substring(tags.from(tag), tags.to(tag)).strip()));
                tags.words(tag).ifPresent(words -> assertFalse(words.isEmpty()));
            }
        });
    }
}
