package org.letterwing.structure;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.mailbox.Part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets may be a message, and may have come out of the database. */
class StructureFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void anyOctetsHaveAStructureThatCanBeKept(byte[] octets) throws IOException {
        MessageFacts facts = StructureReader.read(new ByteArrayInputStream(octets));
        Part root = facts.structure().root();
        assertEquals(0, root.header());
        assertEquals(octets.length, root.end());
        check(root, octets.length);
        assertEquals(facts, StructureCodec.decode(StructureCodec.encode(facts)).orElseThrow());
    }

    private static void check(Part part, long limit) {
        assertTrue(part.header() <= part.body() && part.body() <= part.end() && part.end() <= limit, part::toString);
        assertTrue(part.lines() <= part.size(), part::toString);
        for (Part inside : part.parts()) {
            assertTrue(inside.header() >= part.body(), part::toString);
            check(inside, part.end());
        }
        if (part.message() != null) {
            assertEquals(part.body(), part.message().root().header());
            assertEquals(part.end(), part.message().root().end());
            check(part.message().root(), part.end());
        }
    }
}
