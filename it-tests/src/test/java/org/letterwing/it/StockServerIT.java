package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The archive in a WildFly as it is downloaded: nothing is configured. */
class StockServerIT {

    private static final Path STOCK = Path.of(System.getProperty("letterwing.test.stock"));
    private static final byte[] MAIL = "Subject: stock\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Of the README: the EJB subsystem of standalone.xml has no section for message-driven beans of anybody. */
    private static final String ENABLE_MESSAGE_DRIVEN_BEANS = "embed-server,/subsystem=ejb3:write-attribute("
            + "name=default-resource-adapter-name,value=letterwing.ear#letterwing.rar)";

    @Test
    void theDefaultConfigurationNeedsNoChange() throws IOException {
        ServerFolder folder = ServerFolder.copy(STOCK, "stock");
        ApplicationWar.build("courier.war", "org.letterwing.it.courier")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve("courier.war").toFile());
        try (ServerProcess server = start(folder, "standalone.xml")) {
            assertMailGoesInAndComesOut(server.host());
            AnonymousAccessIT.assertStrangersStayOut(server.host());
            int smtp = server.host().ports().smtp();
            Wait.until(
                    "mail goes out",
                    Duration.ofSeconds(60),
                    () -> OutboundIT.send(server.host(), smtp, "OPPORTUNISTIC", "alice@stock.test")
                            .contains("result=TAKEN"));
        }
    }

    @Test
    void theFullConfigurationNeedsNoChange() throws IOException {
        try (ServerProcess server = start(ServerFolder.copy(STOCK, "stock-full"), "standalone-full.xml")) {
            assertMailGoesInAndComesOut(server.host());
        }
    }

    @Test
    void oneCommandAllowsTheBeansOfApplications() throws IOException {
        ServerFolder folder = ServerFolder.copy(STOCK, "stock-applications");
        Commands.run(
                "env",
                "JAVA_OPTS=-Djboss.server.base.dir=" + folder.base(),
                "bash",
                STOCK.resolve("bin").resolve("jboss-cli.sh").toString(),
                "--commands=" + ENABLE_MESSAGE_DRIVEN_BEANS);
        ApplicationWar.build("shop.war", "org.letterwing.it.external")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve("shop.war").toFile());
        try (ServerProcess server = start(folder, "standalone.xml")) {
            server.host().api().domain("shop.test");
            Wait.until(
                    "the application takes mail",
                    Duration.ofSeconds(60),
                    () -> send(server.host(), "orders@shop.test").startsWith("250"));
        }
    }

    private static ServerProcess start(ServerFolder folder, String configuration) throws IOException {
        Files.copy(ServerFolder.ear(), folder.deployments().resolve("letterwing.ear"));
        return ServerProcess.in(folder, Database.embedded(), "--server-config=" + configuration, MailHost.NO_BANS)
                .start();
    }

    private static void assertMailGoesInAndComesOut(MailHost host) throws IOException {
        host.api().domain("stock.test");
        host.api().account("alice", "stock.test", "wonderland");
        String reply = send(host, "alice@stock.test");
        assertTrue(reply.startsWith("250"), reply);
        try (Pop3Client pop3 = host.pop3("alice@stock.test", "wonderland")) {
            assertArrayEquals(MAIL, StoredMail.of(pop3.retrieve(1)).content());
        }
    }

    private static String send(MailHost host, String recipient) throws IOException {
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            return smtp.send("bob@elsewhere.test", MAIL, recipient);
        }
    }
}
