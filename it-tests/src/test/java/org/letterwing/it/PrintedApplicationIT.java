package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The README's application receives mail as it is printed. */
@SharedServer
class PrintedApplicationIT {

    private static final Path README = Path.of("../README.md");

    @Deployment(testable = false)
    static WebArchive application() throws IOException {
        return PrintedApplication.of(README).build("printed.war");
    }

    @Test
    void itReceivesMailAndRefusesWhatIsTooLarge(MailHost host) throws IOException {
        host.api().domain("example.com");
        assertEquals("250 2.0.0", send(host, "ten apples"));
        assertEquals("552 5.3.4", send(host, "apples ".repeat(20_000)));
    }

    private static String send(MailHost host, String text) throws IOException {
        String mail = "Subject: order\r\n\r\n" + text.replaceAll("(.{70})", "$1\r\n") + "\r\n";
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO client.test");
            client.open("bob@example.org", "orders@example.com");
            return client.data(mail.getBytes(StandardCharsets.US_ASCII)).substring(0, "250 2.0.0".length());
        }
    }

    @Test
    void itHasThirtyLinesAtMost() throws IOException {
        PrintedApplication application = PrintedApplication.of(README);
        assertTrue(application.lines() <= 30, application::toString);
    }
}
