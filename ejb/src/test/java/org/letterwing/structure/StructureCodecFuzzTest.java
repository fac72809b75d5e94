package org.letterwing.structure;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any octets may come out of the database. */
class StructureCodecFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void anyOctetsAreFactsOrNone(byte[] octets) {
        StructureCodec.decode(octets)
                .ifPresent(facts -> assertEquals(
                        facts,
                        StructureCodec.decode(StructureCodec.encode(facts)).orElseThrow()));
    }
}
