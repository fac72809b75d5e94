package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages that want to cost more than they may. */
class HostileMailTest {

    @Test
    void ofVeryManySignaturesOnlySomeAreLookedAt() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            fields.append("DKIM-Signature: v=1;s=s").append(i).append("\r\n");
        }
        assertEquals(
                10, Checks.verify(join(fields.toString()), TestKeys.names()).size());

        StringBuilder plausible = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            plausible
                    .append("DKIM-Signature: v=1;a=rsa-sha256;d=a.b;h=from;bh=AAAA;b=;l=")
                    .append(i);
            plausible.append(";s=s").append(i).append("\r\n");
        }
        ZoneNames names = TestKeys.names();
        assertEquals(10, Checks.verify(join(plausible.toString()), names).size());
        assertEquals(10, names.questions());
    }

    @Test
    void aKeyIsAskedForOnce() {
        byte[] twice = Crafted.sign(Crafted.TAGS, Crafted.sign(Crafted.TAGS), TestKeys.RSA.getPrivate());
        ZoneNames names = TestKeys.names();
        assertEquals("pass, pass", Checks.outcome(twice, names));
        assertEquals(1, names.questions());
    }

    @Test
    void veryManyNamesAreSignedAsAnyOthers() {
        String tags = Crafted.TAGS.replace("h=from", "h=from" + ":x".repeat(100_000));
        assertEquals("pass", Checks.outcome(Crafted.sign(tags), TestKeys.names()));
    }

    @Test
    void aHeaderThatIsTooLongIsNotVerified() {
        byte[] signed = Crafted.sign(Crafted.TAGS);
        byte[] longer = TestMessages.changed(
                signed, "Subject: ", "X: " + "x".repeat(TestMessages.HEADER_LIMIT) + "\r\nSubject: ");
        assertEquals("permerror: the header is too long", Checks.outcome(longer, TestKeys.names()));
        byte[] endless =
                TestMessages.changed(signed, "\r\n\r\n", "\r\n" + "x: y\r\n".repeat(TestMessages.HEADER_LIMIT));
        assertEquals("permerror: the header is too long", Checks.outcome(endless, TestKeys.names()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "DKIM-Signature",
                "DKIM-Signature:",
                " DKIM-Signature: v=1\r\n",
                "DKIM-Signature:\r\n\r\n v=1",
                "DKIM-Signature: v=1;\r\n \r\n a=rsa-sha256;\r\n\t\r\n",
                "DKIM-Signature: b=",
                "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=r; h=from; bh=; b=",
                "DKIM-Signature : v=1; a=rsa-sha256; d=example.com; s=r; h=from; bh=; b=\n",
                "From: a\nDKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=r; h=dkim-signature:from; bh=; b=\n x",
            })
    void brokenMailHasNoSignatureThatPasses(String mail) {
        for (DkimResult result : Checks.verify(mail.getBytes(StandardCharsets.ISO_8859_1), TestKeys.names())) {
            assertTrue(result.verdict() != Verdict.PASS, mail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\r\n", " ", "\r", "\n ", "\t\r\n"})
    void anEndlessBodyIsReadInConstantMemory(String unit) throws IOException {
        var signer = new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.ED25519_SIGNER));
        String fields;
        try (InputStream message = endless(Crafted.MESSAGE, unit)) {
            fields = signer.sign(message, TestMessages.HEADER_LIMIT, TestMessages.NOW);
        }
        try (InputStream message = endless(TestMessages.join(fields, Crafted.MESSAGE), unit)) {
            var reader = new MessageReader(message, TestMessages.HEADER_LIMIT);
            var bodies = new BodyHashes();
            var verification =
                    new DkimVerification(reader.header(), new KeyLookup(TestKeys.names()), bodies, TestMessages.NOW);
            reader.body(bodies);
            bodies.finish();
            assertEquals(Verdict.PASS, verification.results().get(0).verdict());
        }
    }

    /** Returns a message with 4 MiB more, and an end. */
    private static InputStream endless(byte[] message, String unit) {
        byte[] filling = unit.repeat((4 << 20) / unit.length()).getBytes(StandardCharsets.US_ASCII);
        byte[] end = "end\r\n".getBytes(StandardCharsets.US_ASCII);
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(message), new ByteArrayInputStream(filling)),
                new ByteArrayInputStream(end));
    }

    @Test
    void allKeysAreAskedForBeforeAnAnswerIsWaitedFor() throws IOException {
        byte[] twice = Crafted.sign(
                Crafted.TAGS.replace("rsa-sha256", "ed25519-sha256").replace("s=r", "s=e"),
                Crafted.sign(Crafted.TAGS),
                TestKeys.ED25519.getPrivate());
        ZoneNames names = TestKeys.names();
        var reader = new MessageReader(new ByteArrayInputStream(twice), TestMessages.HEADER_LIMIT);
        new DkimVerification(reader.header(), new KeyLookup(names), new BodyHashes(), TestMessages.NOW);
        assertEquals(2, names.questions());
        assertEquals("pass, pass", Checks.outcome(twice, names));
    }

    private static byte[] join(String fields) {
        return TestMessages.join(fields, Crafted.MESSAGE);
    }
}
