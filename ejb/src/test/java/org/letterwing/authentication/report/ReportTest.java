package org.letterwing.authentication.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.report.AggregateReport.Evaluated;
import org.letterwing.authentication.report.AggregateReport.Identifiers;
import org.letterwing.authentication.report.AggregateReport.PolicyPublished;
import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Reporter;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Aggregate reports, written and read (RFC 7489 7.2, appendix C). */
class ReportTest {

    private static final Row ROW = new Row(
            "192.0.2.1",
            2,
            new Evaluated("quarantine", "fail", "pass", List.of(new Reason("sampled_out", ""))),
            new Identifiers("example.com", "bounce.example.com", ""),
            List.of(new Signature("example.net", "s1", "pass")),
            List.of(new Spf("bounce.example.com", "mfrom", "pass")));

    private static AggregateReport report(List<Row> rows) {
        return new AggregateReport(
                new Reporter("Example <Org> & Co", "dmarc@mx.example", "https://mx.example/"),
                "2026.330",
                Instant.ofEpochSecond(1_795_651_200),
                Instant.ofEpochSecond(1_795_737_599),
                new PolicyPublished("example.com", "r", "s", "reject", "quarantine", "50", "1"),
                rows);
    }

    private static byte[] written(AggregateReport report) throws IOException {
        var octets = new ByteArrayOutputStream();
        ReportWriter.write(report, octets);
        return octets.toByteArray();
    }

    private static AggregateReport read(byte[] octets) throws ReportException {
        return ReportReader.read(new ByteArrayInputStream(octets));
    }

    private static AggregateReport read(String xml) throws ReportException {
        return read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String root, String records) {
        return "<" + root + "><report_metadata><date_range><begin>1</begin><end>2</end></date_range></report_metadata>"
                + "<policy_published><domain>example.com</domain></policy_published>" + records + "</feedback>";
    }

    // RFC 7489 appendix C has the order of the elements.
    @Test
    void reportIsXmlInGzip() throws IOException {
        String xml;
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(written(report(List.of(ROW)))))) {
            xml = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feedback><version>1.0</version>"
                        + "<report_metadata><org_name>Example &lt;Org&gt; &amp; Co</org_name>"
                        + "<email>dmarc@mx.example</email><extra_contact_info>https://mx.example/</extra_contact_info>"
                        + "<report_id>2026.330</report_id>"
                        + "<date_range><begin>1795651200</begin><end>1795737599</end></date_range></report_metadata>"
                        + "<policy_published><domain>example.com</domain><adkim>r</adkim><aspf>s</aspf>"
                        + "<p>reject</p><sp>quarantine</sp><pct>50</pct><fo>1</fo></policy_published>"
                        + "<record><row><source_ip>192.0.2.1</source_ip><count>2</count>"
                        + "<policy_evaluated><disposition>quarantine</disposition><dkim>fail</dkim><spf>pass</spf>"
                        + "<reason><type>sampled_out</type></reason></policy_evaluated></row>"
                        + "<identifiers><envelope_from>bounce.example.com</envelope_from>"
                        + "<header_from>example.com</header_from></identifiers>"
                        + "<auth_results><dkim><domain>example.net</domain><selector>s1</selector>"
                        + "<result>pass</result></dkim>"
                        + "<spf><domain>bounce.example.com</domain><scope>mfrom</scope><result>pass</result></spf>"
                        + "</auth_results></record></feedback>",
                xml);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        AggregateReport report = report(Collections.nCopies(20_000, ROW));
        assertEquals(report, read(written(report)));
    }

    @Property(tries = 200)
    void anyTextCanBeWritten(@ForAll String text) throws Exception {
        var row = new Row("::1", 1, ROW.evaluated(), new Identifiers(text, text, text), List.of(), List.of());
        AggregateReport read = read(written(report(List.of(row, ROW))));
        assertEquals(ROW, read.rows().get(1));
        if (text.matches("[ -~]*")) {
            assertEquals(text.strip(), read.rows().get(0).identifiers().author());
        }
    }

    @Test
    void fileAndSubjectHaveTheirForm() {
        var name = new ReportName("mx.example", report(List.of()));
        assertEquals("mx.example!example.com!1795651200!1795737599!2026.330.xml.gz", name.file());
        assertEquals(
                "Report Domain: example.com Submitter: mx.example Report-ID: <2026.330@mx.example>", name.subject());
        assertThrows(IllegalArgumentException.class, () -> new ReportName("mx.example\r\nx", report(List.of())));
        assertThrows(IllegalArgumentException.class, () -> new ReportName("", report(List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feedback",
                "feedback xmlns=\"http://dmarc.org/dmarc-xml/0.1\"",
                "feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"",
                "feedback xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"x.xsd\""
            })
    void namespaceDoesNotMatter(String root) throws ReportException {
        assertEquals("example.com", read(document(root, "")).policy().domain());
    }

    @Test
    void prefixesAndOrderAndWhatIsAddedDoNotMatter() throws ReportException {
        AggregateReport report = read("""
                \ufeff<?xml version="1.0"?>
                <!-- a comment -->
                <d:feedback xmlns:d="urn:ietf:params:xml:ns:dmarc-2.0">
                  <d:record><d:auth_results/><d:extension><d:x/></d:extension>
                    <d:row><d:count> 3
                    </d:count><d:source_ip><![CDATA[::1]]></d:source_ip></d:row></d:record>
                  <d:policy_published><d:p>no&#110;e</d:p><d:np>none</d:np></d:policy_published>
                  <d:report_metadata><d:date_range><d:end>2</d:end><d:begin>1</d:begin></d:date_range></d:report_metadata>
                </d:feedback>
                """);
        assertEquals("none", report.policy().policy());
        assertEquals("", report.policy().domain());
        assertEquals(3, report.rows().get(0).count());
        assertEquals("::1", report.rows().get(0).source());
        assertEquals(Instant.ofEpochSecond(1), report.begin());
    }

    @Test
    void textIsOnOneLine() throws Exception {
        AggregateReport report = read(document("feedback", "").replace("example.com", "\n\texample\r\n of\u0085 com "));

        assertEquals("example of com", report.policy().domain());
        assertEquals(report, read(written(report)));
    }

    @Test
    void reportMayBeInAZipFile() throws Exception {
        var octets = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry("report.xml"));
            zip.write(document("feedback", "").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("example.com", read(octets.toByteArray()).policy().domain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PK",
                "\u001f",
                "hello",
                "<html/>",
                "<feedback/>",
                "<feedback>",
                "<feedback><report_metadata/><policy_published/></feedback>",
                "<feedback><a></feedback>",
            })
    void whatIsNoReport(String text) {
        assertThrows(ReportException.class, () -> read(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "many", "9999999999999"})
    void countIsANumber(String count) {
        String record = "<record><row><count>" + count + "</count></row></record>";
        assertThrows(ReportException.class, () -> read(document("feedback", record)));
    }

    @Test
    void nothingIsBroughtInFromOutside() {
        String report = document("feedback", "");
        String dtd = "<!DOCTYPE feedback [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
        assertThrows(ReportException.class, () -> read(dtd + report));
        assertThrows(ReportException.class, () -> read(dtd + report.replace("example.com", "&x;")));
        assertThrows(ReportException.class, () -> read("<!DOCTYPE feedback SYSTEM \"file:///etc/hostname\">" + report));
    }

    @Test
    void controlInADtdMakesNoReport() {
        assertThrows(ReportException.class, () -> read("<!DOCTYPE feedback [\u0001]>" + document("feedback", "")));
    }

    @Test
    void sizeHasABound() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("<feedback>".getBytes(StandardCharsets.US_ASCII));
            var space = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                gzip.write(space);
            }
        }
        var thrown = assertThrows(ReportException.class, () -> read(bomb.toByteArray()));
        assertTrue(thrown.getMessage().contains("too large"), thrown.getMessage());
    }

    @Test
    void rowsElementsDepthAndTextHaveABound() {
        for (String records : List.of(
                "<record><row><count>1</count></row></record>".repeat(20_001),
                "<record>" + "<x/>".repeat(2001) + "</record>",
                "<record>" + "<x>".repeat(20) + "</x>".repeat(20) + "</record>",
                "<record>" + "x".repeat(5000) + "</record>")) {
            var thrown = assertThrows(ReportException.class, () -> read(document("feedback", records)));
            assertTrue(thrown.getMessage().contains("too m"), thrown.getMessage());
        }
    }
}
