package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import org.letterwing.dns.TestDns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An administrator reads the DMARC reports that other hosts have sent; what is found here is counted for theirs. */
class DmarcReportsIT {

    private static final String DOMAIN = "reports.test";

    private static final String REPORT = """
            Subject: Report Domain: reports.test
            Content-Type: text/xml

            <feedback>
            <report_metadata><org_name>Other</org_name><email>dmarc@other.test</email><report_id>7</report_id>
            <date_range><begin>1772582400</begin><end>1772668799</end></date_range></report_metadata>
            <policy_published><domain>reports.test</domain><p>none</p></policy_published>
            <record><row><source_ip>192.0.2.7</source_ip><count>3</count>
            <policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row>
            <identifiers><header_from>reports.test</header_from></identifiers></record>
            </feedback>
            """;

    @Test
    void aReportThatHasComeIsRead() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("dmarc-reports");
        try (ServerProcess server = ServerProcess.in(
                        folder,
                        Database.embedded(),
                        "-Dletterwing.dmarc.reports=true",
                        "-Dletterwing.dmarc.report-address=dmarc@" + DOMAIN)
                .start()) {
            server.host().api().domain(DOMAIN);
            server.host().api().account("dmarc", DOMAIN, "secret");
            try (SmtpClient client = server.host().smtp()) {
                client.command("EHLO client.test");
                String reply = client.send(
                        "dmarc@other.test",
                        REPORT.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII),
                        "dmarc+" + DOMAIN + "@" + DOMAIN);
                assertTrue(reply.startsWith("250 "), reply);
            }
            JsonObject page = get(server, "/api/v1/dmarc/reports");
            JsonObject report = page.getJsonArray("items").getJsonObject(0);
            assertEquals("Other", report.getString("organization"));
            assertEquals(DOMAIN, report.getString("domain"));
            assertEquals("2026-03-04T00:00:00Z", report.getString("begin"));
            assertEquals(3, report.getInt("failed"));
            assertEquals(
                    "192.0.2.7",
                    report.getJsonArray("failures").getJsonObject(0).getString("source"));
            server.stop();
            assertFalse(server.consoleText().contains("DMARC"), server.consoleText());
        }
    }

    @Test
    void whatTheServerFindsOfMailsIsCountedForTheReportsOfTheirDomains() throws IOException, SQLException {
        ServerFolder folder = ServerFolder.provisioned("dmarc-counts");
        String policy = "v=DMARC1; p=none; rua=mailto:dmarc@author.test";
        LocalDate first = LocalDate.now(ZoneOffset.UTC);
        try (TestDns dns = new TestDns()
                        .knows(
                                "_dmarc.author.test. TXT \"" + policy + "\"",
                                "_dmarc.quiet.test. TXT \"v=DMARC1; p=none\"");
                ServerProcess server = ServerProcess.in(
                                folder,
                                Database.embedded(),
                                "-Dletterwing.dns.servers=127.0.0.1:"
                                        + dns.address().getPort(),
                                "-Dletterwing.dmarc.reports=true",
                                "-Dletterwing.dmarc.report-address=dmarc@" + DOMAIN)
                        .start()) {
            server.host().api().domain(DOMAIN);
            server.host().api().account("alice", DOMAIN, "secret");
            for (String author : List.of("author.test", "author.test", "quiet.test")) {
                try (SmtpClient client = server.host().smtp()) {
                    client.command("EHLO client.test");
                    byte[] mail = ("From: bob@" + author + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
                    String reply = client.send("bob@sender.test", mail, "alice@" + DOMAIN);
                    assertTrue(reply.startsWith("250 "), reply);
                }
            }
            server.stop(); // which writes what was counted
        }
        LocalDate last = LocalDate.now(ZoneOffset.UTC);
        String url = "jdbc:h2:file:" + folder.data().resolve("db").resolve("letterwing") + ";IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "letterwing", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT d.report_day, d.domain, d.report_uris, m.mails,"
                        + " m.aligned_dkim, m.aligned_spf, m.author, m.sender, m.disposition"
                        + " FROM dmarc_day d JOIN dmarc_mails m ON m.day_id = d.id")) {
            assertTrue(row.next());
            LocalDate day = row.getObject(1, LocalDate.class);
            assertTrue(!day.isBefore(first) && !day.isAfter(last), day::toString);
            assertEquals("author.test", row.getString(2));
            assertTrue(row.getString(3).contains("dmarc@author.test"), row.getString(3));
            assertEquals(2, row.getInt(4));
            assertEquals(
                    "fail fail author.test sender.test none",
                    row.getString(5) + " " + row.getString(6) + " " + row.getString(7) + " " + row.getString(8) + " "
                            + row.getString(9));
            assertFalse(row.next(), "nobody else wants reports");
        }
    }

    private static JsonObject get(ServerProcess server, String path) throws IOException {
        String body = Http.administrator(server.host()).get(path).body();
        return Json.createReader(new StringReader(body)).readObject();
    }
}
