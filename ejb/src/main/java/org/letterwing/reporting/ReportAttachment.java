package org.letterwing.reporting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.letterwing.authentication.report.AggregateReport;
import org.letterwing.authentication.report.ReportException;
import org.letterwing.authentication.report.ReportReader;

/** Finds the report in a mail: in its first part that can be one (RFC 7489 7.2.1.1). Good for one mail. */
final class ReportAttachment {

    /** How many octets a mail has at most that is read. */
    static final int MAX_SIZE = 1 << 20;

    private static final int MAX_DEPTH = 3;
    private static final int MAX_PARTS = 10;

    private static final List<String> TYPES = List.of(
            "application/gzip",
            "application/x-gzip",
            "application/zip",
            "application/x-zip-compressed",
            "application/xml",
            "text/xml",
            "application/octet-stream");

    private int parts;

    private ReportAttachment() {}

    /**
     * Finds a report.
     *
     * @param mail up to {@value #MAX_SIZE} octets
     * @return empty if there is none, or none that can be read
     */
    static Optional<AggregateReport> of(byte[] mail) {
        try {
            return new ReportAttachment()
                    .in(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)), 0);
        } catch (MessagingException | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<AggregateReport> in(Part part, int depth) throws MessagingException, IOException {
        if (++parts > MAX_PARTS) {
            return Optional.empty();
        }
        if (depth < MAX_DEPTH && part.isMimeType("multipart/*")) {
            var children = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < Math.min(children.getCount(), MAX_PARTS); i++) {
                Optional<AggregateReport> found = in(children.getBodyPart(i), depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return mayBeReport(part) ? read(part) : Optional.empty();
    }

    private static boolean mayBeReport(Part part) throws MessagingException {
        for (String type : TYPES) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<AggregateReport> read(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return Optional.of(ReportReader.read(content));
        } catch (ReportException e) {
            return Optional.empty();
        }
    }
}
