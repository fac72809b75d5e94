package org.letterwing.authentication.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any octets as a report: what is read can be written, and is then the same. */
class ReportFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void octetsAreAReportOrNone(byte[] octets) throws IOException {
        AggregateReport report;
        try {
            report = ReportReader.read(new ByteArrayInputStream(octets));
        } catch (ReportException e) {
            return;
        }
        var written = new ByteArrayOutputStream();
        ReportWriter.write(report, written);
        try {
            assertEquals(report, ReportReader.read(new ByteArrayInputStream(written.toByteArray())));
        } catch (ReportException e) {
            throw new AssertionError(e);
        }
    }
}
