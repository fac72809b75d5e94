package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The archive in a WildFly as it is downloaded, {@code standalone-full.xml} untouched. With {@code standalone.xml} that
 * WildFly deploys no message-driven bean at all: its EJB subsystem has no section for them.
 */
class StockServerIT {

    private static final Path STOCK = Path.of(System.getProperty("letterwing.test.stock"));
    private static final byte[] MAIL = "Subject: stock\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aMailGoesInAndComesOutAndStrangersStayOut() throws IOException {
        ServerFolder folder = ServerFolder.copy(STOCK, "stock");
        Files.copy(ServerFolder.ear(), folder.deployments().resolve("letterwing.ear"));
        try (ServerProcess server = ServerProcess.in(folder, Database.embedded(), "--server-config=standalone-full.xml")
                .start()) {
            MailHost host = server.host();
            host.api().domain("stock.test");
            host.api().account("alice", "stock.test", "wonderland");
            try (SmtpClient smtp = host.smtp()) {
                smtp.command("EHLO test");
                String reply = smtp.send("bob@elsewhere.test", MAIL, "alice@stock.test");
                assertTrue(reply.startsWith("250"), reply);
            }
            try (Pop3Client pop3 = host.pop3("alice@stock.test", "wonderland")) {
                assertArrayEquals(MAIL, StoredMail.of(pop3.retrieve(1)).content());
            }
            AnonymousAccessIT.assertStrangersStayOut(host);
        }
    }
}
