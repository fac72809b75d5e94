package org.letterwing.reporting;

import java.time.Instant;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any mail may come to the address for reports. */
class ReportAttachmentFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void anyMailHasAReportOrNone(byte[] mail) {
        ReportAttachment.of(mail)
                .map(report -> ReceivedReport.of(1, Instant.EPOCH, report))
                .ifPresent(report -> assertTrue(report.failed() <= report.mails(), report::toString));
    }
}
