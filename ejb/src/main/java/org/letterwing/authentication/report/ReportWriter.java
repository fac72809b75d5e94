package org.letterwing.authentication.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;

/**
 * Writes an aggregate report as XML (RFC 7489 appendix C) in gzip (RFC 7489 7.2.1.1), without a namespace as all do. Good
 * for one report.
 */
public final class ReportWriter {

    private static final String VERSION = "1.0";

    private final XMLStreamWriter xml;

    private ReportWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes a report. The stream stays open.
     *
     * @throws IOException as the stream throws it
     */
    public static void write(AggregateReport report, OutputStream stream) throws IOException {
        var compressed = new GZIPOutputStream(stream);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
                    .createXMLStreamWriter(compressed, StandardCharsets.UTF_8.name());
            new ReportWriter(xml).document(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        compressed.finish();
    }

    private void document(AggregateReport report) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("feedback");
        text("version", VERSION);
        metadata(report);
        policy(report.policy());
        for (Row row : report.rows()) {
            xml.writeStartElement("record");
            row(row);
            identifiers(row.identifiers());
            results(row);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void metadata(AggregateReport report) throws XMLStreamException {
        xml.writeStartElement("report_metadata");
        text("org_name", report.reporter().organization());
        text("email", report.reporter().email());
        textIfAny("extra_contact_info", report.reporter().contact());
        text("report_id", report.id());
        xml.writeStartElement("date_range");
        text("begin", Long.toString(report.begin().getEpochSecond()));
        text("end", Long.toString(report.end().getEpochSecond()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void policy(AggregateReport.PolicyPublished policy) throws XMLStreamException {
        xml.writeStartElement("policy_published");
        text("domain", policy.domain());
        textIfAny("adkim", policy.dkim());
        textIfAny("aspf", policy.spf());
        text("p", policy.policy());
        text("sp", policy.subdomains());
        text("pct", policy.percent());
        textIfAny("fo", policy.failureOptions());
        xml.writeEndElement();
    }

    private void row(Row row) throws XMLStreamException {
        xml.writeStartElement("row");
        text("source_ip", row.source());
        text("count", Long.toString(row.count()));
        xml.writeStartElement("policy_evaluated");
        text("disposition", row.evaluated().disposition());
        text("dkim", row.evaluated().dkim());
        text("spf", row.evaluated().spf());
        for (Reason reason : row.evaluated().reasons()) {
            xml.writeStartElement("reason");
            text("type", reason.type());
            textIfAny("comment", reason.comment());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void identifiers(AggregateReport.Identifiers identifiers) throws XMLStreamException {
        xml.writeStartElement("identifiers");
        textIfAny("envelope_to", identifiers.recipient());
        text("envelope_from", identifiers.sender());
        text("header_from", identifiers.author());
        xml.writeEndElement();
    }

    private void results(Row row) throws XMLStreamException {
        xml.writeStartElement("auth_results");
        for (Signature signature : row.dkim()) {
            xml.writeStartElement("dkim");
            text("domain", signature.domain());
            textIfAny("selector", signature.selector());
            text("result", signature.result());
            xml.writeEndElement();
        }
        for (Spf spf : row.spf()) {
            xml.writeStartElement("spf");
            text("domain", spf.domain());
            text("scope", spf.scope());
            text("result", spf.result());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void textIfAny(String name, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            text(name, text);
        }
    }

    private void text(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(characters(text));
        xml.writeEndElement();
    }

    /** XML can't say all characters (XML 1.0 2.2). */
    private static String characters(String text) {
        var characters = new StringBuilder();
        text.codePoints()
                .map(c -> c >= ' ' && c < 0xd800 || c > 0xdfff && c < 0xfffe || c > 0xffff ? c : '?')
                .forEach(characters::appendCodePoint);
        return characters.toString();
    }
}
