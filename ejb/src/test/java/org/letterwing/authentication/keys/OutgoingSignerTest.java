package org.letterwing.authentication.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.authentication.dkim.Checks;
import org.letterwing.authentication.dkim.Dkimpy;
import org.letterwing.authentication.message.TestMessages;
import org.letterwing.settings.SmtpSettings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which mail is signed for whom. */
class OutgoingSignerTest {

    @TempDir
    Path folder;

    private KeySecret secret;
    private TestDomains domains;

    @BeforeEach
    void manage() {
        secret = new KeySecret(Optional.empty(), folder);
        domains = new TestDomains(secret).with("example.com", KeyState.ACTIVE).with("example.net", KeyState.ACTIVE);
    }

    @Test
    void theAuthorsDomainSignsWithEachOfItsKeys() throws Exception {
        byte[] signed = signed("list@example.net", "From: Alice <alice@Example.COM>\nSubject: hi\n\nHello\n");
        assertEquals("pass, pass", outcome(signed));
        assertEquals("pass\npass\n", new Dkimpy(folder, domains.zone()).run("verify", signed));
        assertEquals(2, text(signed).split("; d=example\\.com; s=s[01];", -1).length - 1, text(signed));
    }

    @Test
    void theSendersDomainSignsForAnAuthorWhoIsNotOfOurs() throws Exception {
        byte[] signed = signed("alice@example.com", "From: bob@elsewhere.example\n\nHello\n");
        assertEquals("pass, pass", outcome(signed));
        assertTrue(text(signed).contains("; d=example.com;"), text(signed));
    }

    @Test
    void mailOfDomainsElsewhereStaysAsItIs() throws Exception {
        assertEquals("", fields("bob@elsewhere.example", "From: bob@elsewhere.example\n\nHello\n"));
        assertEquals("", fields("", "Subject: no author\n\nHello\n"));
        assertEquals("", fields("", "From: alice@sub.example.com\n\nHello\n"));
        assertEquals("", fields("alice@[192.0.2.1]", "From: x@[192.0.2.1]\n\nHello\n"));
    }

    @Test
    void aReportIsSignedForItsAuthorsDomain() throws Exception {
        assertEquals("pass, pass", outcome(signed("", "From: postmaster@example.com\n\nHello\n")));
    }

    @Test
    void onlyActiveKeysSign() throws Exception {
        domains.with("example.com", KeyState.PUBLISHED);
        byte[] signed = signed("", "From: alice@example.com\n\nHello\n");
        assertEquals("pass, pass", outcome(signed));
        domains.keys("example.com").forEach(key -> {
            if (key.state() == KeyState.PUBLISHED) {
                key.activate(Instant.now());
            } else {
                key.retire(Instant.now());
            }
        });
        byte[] later = signed("", "From: alice@example.com\n\nHello\n");
        assertTrue(text(later).contains("s=s2;") && text(later).contains("s=s3;"), text(later));
        assertEquals("pass, pass", outcome(later));
        assertEquals("pass, pass", outcome(signed), "what was signed before is good while the keys are published");
    }

    @Test
    void aHeaderThatIsTooLongIsNotSigned() throws Exception {
        String field = "X-Long: " + "x".repeat(900) + "\n";
        int most = SmtpSettings.MAX_HEADER.get() / field.length() + 100;
        assertEquals("", fields("", "From: alice@example.com\n" + field.repeat(most) + "\nHello\n"));
    }

    @Test
    void withoutTheRightSecretMailIsNotSignedAndTheLogSaysSoOnce() throws Exception {
        KeySecret another = new KeySecret(Optional.empty(), folder.resolve("another"));
        OutgoingSigner signer = signer(another);
        List<String> log = logOf(() -> {
            for (String domain : List.of("example.com", "example.net")) {
                assertEquals("", fields(signer, "", "From: alice@" + domain + "\n\nHello\n"));
            }
        });
        assertEquals(1, log.size(), log::toString);
        assertTrue(log.get(0).startsWith("Mail of example.com goes out without a signature"), log::toString);
        assertTrue(log.get(0).contains(another.source()), log::toString);
        assertTrue(log.get(0).contains("/domains/example.com/keys/rotate"), log::toString);
    }

    private OutgoingSigner signer(KeySecret secret) {
        return new OutgoingSigner(domains.signing(secret));
    }

    private byte[] signed(String sender, String message) throws IOException {
        return TestMessages.join(fields(sender, message), TestMessages.octets(message));
    }

    private String fields(String sender, String message) throws IOException {
        return fields(signer(secret), sender, message);
    }

    private static String fields(OutgoingSigner signer, String sender, String message) throws IOException {
        return text(signer.of(sender).sign(new ByteArrayInputStream(TestMessages.octets(message))));
    }

    private String outcome(byte[] message) {
        return Checks.outcome(message, domains.names());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static List<String> logOf(Work work) throws Exception {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger(SigningKeys.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }
}
