package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An administrator reads the DMARC reports that other hosts have sent. */
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

    private static JsonObject get(ServerProcess server, String path) throws IOException {
        String body = Http.administrator(server.host()).get(path).body();
        return Json.createReader(new StringReader(body)).readObject();
    }
}
