package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any octets behind EHLO: nothing fails, and in how many packets they come makes no difference. */
class DialogueFuzzTest {

    private static final int LONGEST = 4096;

    @FuzzTest(maxDuration = "20s")
    void octetsAreAConversation(byte[] octets) {
        String input = new String(octets, 0, Math.min(octets.length, LONGEST), StandardCharsets.ISO_8859_1);
        assertEquals(converse(input, LONGEST), converse(input, 1));
    }

    private static String converse(String input, int packet) {
        try (var client = Dialogue.greeted(Dialogue.with(SmtpConfig.Kind.SUBMISSION))) {
            for (int from = 0; from < input.length() && client.isOpen(); from += packet) {
                client.send(input.substring(from, Math.min(from + packet, input.length())));
            }
            var outcome = new StringBuilder(client.replies()).append(client.isOpen());
            client.backend.delivered.forEach(mail -> outcome.append('\n').append(mail.sent()));
            return outcome.toString();
        }
    }
}
