package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What dkimpy signs passes here, and what is signed here passes there. */
class DkimPeerTest {

    private static final byte[] MESSAGE = TestMessages.octets("""
            X-Trace: from a.example  (a.example [192.0.2.1])
            \tby b.example with ESMTP;
            \tFri, 2 Jan 2026 03:00:00 +0000
            From:   Alice\t<alice@example.com>\s\s
            TO: Bob <bob@example.org>,
               Carol <carol@example.org>
            Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=  to\t you
            Date: Fri, 2 Jan 2026 03:00:00 +0000
            Message-ID: <1@example.com>
            X-Empty:

            \s
            Hello  Bob,\t

            a line  with \t white space \s\t
             . another.\s



            """);

    @TempDir
    Path folder;

    private Dkimpy peer;

    @BeforeEach
    void prepare() throws Exception {
        peer = new Dkimpy(folder, TestKeys.ZONE);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-sha256, simple, simple, False",
        "rsa-sha256, simple, relaxed, False",
        "rsa-sha256, relaxed, simple, False",
        "rsa-sha256, relaxed, relaxed, False",
        "rsa-sha256, relaxed, simple, True",
        "ed25519-sha256, simple, simple, False",
        "ed25519-sha256, simple, relaxed, False",
        "ed25519-sha256, relaxed, simple, False",
        "ed25519-sha256, relaxed, relaxed, False",
        "ed25519-sha256, simple, relaxed, True",
    })
    void whatThePeerSignsPasses(String algorithm, String header, String body, String length) throws Exception {
        boolean rsa = algorithm.startsWith("rsa");
        peer.withKey(rsa ? TestKeys.rsaAsPem() : TestKeys.ed25519AsBase64());
        String field = peer.run(
                "sign",
                MESSAGE,
                TestKeys.DOMAIN,
                rsa ? "r" : "e",
                algorithm,
                header,
                body,
                length,
                "From",
                "To",
                "Date",
                "X-Trace",
                "X-Empty",
                "From",
                "Reply-To");
        byte[] signed = TestMessages.join(field, MESSAGE);
        assertEquals("pass", Checks.outcome(signed, TestKeys.names()));

        assertEquals(
                "fail: the signature does not verify",
                Checks.outcome(TestMessages.changed(signed, "Carol", "carol"), TestKeys.names()));
        assertEquals(
                "fail: the body was changed",
                Checks.outcome(TestMessages.changed(signed, "Hello", "hello"), TestKeys.names()));
        assertEquals(
                "fail: the signature does not verify",
                Checks.outcome(TestMessages.join("Reply-To: mallory@example.net\r\n", signed), TestKeys.names()));
    }

    @Test
    void whatIsSignedPassesAtThePeer() throws Exception {
        var signer = new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.RSA_SIGNER, TestKeys.ED25519_SIGNER));
        byte[] signed = TestMessages.join(
                signer.sign(new ByteArrayInputStream(MESSAGE), TestMessages.HEADER_LIMIT, TestMessages.NOW), MESSAGE);
        assertEquals("pass\npass\n", peer.run("verify", signed));
        assertEquals("pass, pass", Checks.outcome(signed, TestKeys.names()));
        byte[] changed = TestMessages.changed(signed, "Hello", "hello");
        assertEquals(
                2,
                peer.run("verify", changed)
                        .lines()
                        .filter(line -> !line.equals("pass"))
                        .count());
    }
}
