package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is signed passes. */
class AnyMailTest {

    /** How many characters an Ed25519 signature has, with the CR behind it. */
    private static final int SIGNATURE = 89;

    private static final DkimSigner SIGNER =
            new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.RSA_SIGNER, TestKeys.ED25519_SIGNER));

    @Property(tries = 300)
    void whatIsSignedPasses(@ForAll("mails") String mail) throws IOException {
        byte[] message = ("X: y\r\n" + mail).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("pass, pass", Checks.outcome(TestMessages.join(sign(message), message), TestKeys.names()));
    }

    @Provide
    Arbitrary<String> mails() {
        return Arbitraries.of(
                        "From",
                        "to",
                        "Subject",
                        "CC",
                        "List-Id",
                        "\r\n",
                        "\r\n",
                        "\n",
                        " ",
                        "\t",
                        ":",
                        ":",
                        "a",
                        "\u00fc",
                        "\r",
                        "\u0000",
                        "From: a@example.com\r\n",
                        "Subject: x\r\n y\r\n")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property
    void oneChangedOctetIsRefused(@ForAll @IntRange(max = 350) int index, @ForAll byte octet) {
        byte[] signed = Crafted.sign(Crafted.TAGS
                .replace("relaxed/relaxed", "simple/simple")
                .replace("rsa-sha256", "ed25519-sha256")
                .replace("s=r", "s=e"));
        int signature = new String(signed, StandardCharsets.ISO_8859_1).indexOf(" b=") + 3;
        int at = index % (signed.length - SIGNATURE);
        at += at < signature ? 0 : SIGNATURE; // some bits of its last character mean nothing, and white space behind it
        Assume.that(signed[at] != octet);
        signed[at] = octet;
        assertNotEquals("pass", Checks.outcome(signed, TestKeys.names()));
    }

    @Test
    void linesAreFoldedAndNothingCanBeAddedToWhatReadersShow() throws IOException {
        String fields = sign(TestMessages.octets("From: a@example.com\nFrom: b@example.com\nList-Id: <l>\n\nHi\n"));
        assertTrue(fields.lines().allMatch(line -> line.length() <= 78), fields);
        assertTrue(fields.endsWith("\r\n"), fields);
        String[] both = fields.replace("\r\n ", "").split("\r\n");
        assertEquals(2, both.length);
        for (String field : both) {
            String names = "from:from:from:reply-to:subject:date:to:cc:message-id:mime-version:content-type:"
                    + "content-transfer-encoding:list-id";
            assertTrue(field.replace(" ", "").contains(";h=" + names + ";bh="), field);
            assertTrue(field.replace(" ", "").contains(";t=" + TestMessages.NOW.getEpochSecond() + ";"), field);
        }
    }

    @Test
    void aSignatureIsNoLongerThanNeeded() throws IOException {
        byte[] message = TestMessages.octets("To: b@example.org\n".repeat(5000) + "\n");
        String fields = sign(message);
        assertTrue(fields.length() < 3000, fields);
        assertEquals("pass, pass", Checks.outcome(TestMessages.join(fields, message), TestKeys.names()));
    }

    private static String sign(byte[] message) throws IOException {
        return SIGNER.sign(new ByteArrayInputStream(message), TestMessages.HEADER_LIMIT, TestMessages.NOW);
    }
}
