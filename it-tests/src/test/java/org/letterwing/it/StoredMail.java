package org.letterwing.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A mail as it lies in a mailbox: the trace lines that the server put before it (RFC 5321 4.4), and what was sent. */
record StoredMail(String trace, byte[] content) {

    /** Takes a mail apart, and fails if the trace lines are not as RFC 5321 4.4 asks. */
    static StoredMail of(byte[] stored) {
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("Return-Path: <"), () -> "no Return-Path first: " + start(text));
        int second = endOfField(text, 0);
        int received = text.startsWith("Authentication-Results: ", second) ? endOfField(text, second) : second;
        assertTrue(text.startsWith("Received: from ", received), () -> "no Received next: " + start(text));
        int end = endOfField(text, received);
        return new StoredMail(text.substring(0, end), Arrays.copyOfRange(stored, end, stored.length));
    }

    private static int endOfField(String text, int begin) {
        int end = text.indexOf("\r\n", begin) + 2;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end = text.indexOf("\r\n", end) + 2;
        }
        return end;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }
}
