package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Any text: it is a key record or none, and what is read can be written. */
class KeyRecordFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void aTextIsAKeyRecordOrNone(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        try {
            KeyRecord record = KeyRecord.parse(text);
            assertEquals(
                    record.key(), KeyRecord.parse(KeyRecord.text(record.key())).key());
        } catch (Failure e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }
}
