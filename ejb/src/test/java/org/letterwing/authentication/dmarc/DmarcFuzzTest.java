package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.DnsName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text as a record. */
class DmarcFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void textIsARecordOrNone(byte[] octets) {
        DmarcRecord.parse(new String(octets, StandardCharsets.ISO_8859_1)).ifPresent(record -> {
            assertTrue(record.percent() >= 0 && record.percent() <= 100);
            assertTrue(record.reportUris().size() <= 10);
            for (ReportUri uri : record.reportUris()) {
                assertEquals(
                        List.of(uri.domain()), DnsName.of(uri.domain()).stream().toList());
                assertTrue(uri.address().endsWith("@" + uri.domain()));
                assertTrue(uri.address().chars().allMatch(c -> c > ' ' && c < 0x7f), uri.address());
                assertTrue(uri.limit() >= 0);
            }
        });
    }
}
