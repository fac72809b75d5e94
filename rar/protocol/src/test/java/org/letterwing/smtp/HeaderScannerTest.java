package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HeaderScannerTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'Received: x|', 13, 1",
        "'RECEIVED : x|received\t:|', 26, 2",
        "'Received: x|| Received: y|', 14, 1",
        "'X-Received: x|Receivedx: y|Receive: z|', 41, 0",
        "'Subject: x| Received: folded|Received: y||Received: body|', 45, 1",
        "'no header|Received: x|', 4, 0",
        "'A: b|: empty name|Received: x|', 33, 1",
        "'A: b|Received|Received: x|', 15, 0",
        "'A: b|\u00e4: c|Received: x|', 7, 0",
        "'|Received: x|', 1, 0",
        "' x|Received: x|', 1, 0"
    })
    void headersEndWhereNoFieldFollows(String mail, int octets, int hops) {
        byte[] bytes = mail.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int size = 1; size <= Math.max(bytes.length, 1); size++) {
            var scanner = new HeaderScanner();
            for (int from = 0; from < bytes.length; from += size) {
                scanner.read(bytes, from, Math.min(from + size, bytes.length));
            }
            assertEquals(octets, scanner.octets());
            assertEquals(hops, scanner.hops());
        }
    }
}
