package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The archive in a WildFly as it is downloaded: {@code standalone-full.xml} untouched, and {@code standalone.xml} after
 * the command that the README prints. Without it that WildFly deploys no message-driven bean of anybody: its EJB
 * subsystem has no section for them.
 */
class StockServerIT {

    private static final Path STOCK = Path.of(System.getProperty("letterwing.test.stock"));
    private static final byte[] MAIL = "Subject: stock\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String ENABLE_MESSAGE_DRIVEN_BEANS = "embed-server,/subsystem=ejb3:write-attribute("
            + "name=default-resource-adapter-name,value=letterwing.ear#letterwing.rar)";

    @Test
    void theFullConfigurationNeedsNoChange() throws IOException {
        assertMailGoesInAndComesOut(ServerFolder.copy(STOCK, "stock-full"), "standalone-full.xml");
    }

    @Test
    void theDefaultConfigurationNeedsOneCommand() throws IOException {
        ServerFolder folder = ServerFolder.copy(STOCK, "stock");
        Commands.run(
                "env",
                "JAVA_OPTS=-Djboss.server.base.dir=" + folder.base(),
                "bash",
                STOCK.resolve("bin").resolve("jboss-cli.sh").toString(),
                "--commands=" + ENABLE_MESSAGE_DRIVEN_BEANS);
        assertMailGoesInAndComesOut(folder, "standalone.xml");
    }

    private static void assertMailGoesInAndComesOut(ServerFolder folder, String configuration) throws IOException {
        Files.copy(ServerFolder.ear(), folder.deployments().resolve("letterwing.ear"));
        try (ServerProcess server = ServerProcess.in(folder, Database.embedded(), "--server-config=" + configuration)
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
