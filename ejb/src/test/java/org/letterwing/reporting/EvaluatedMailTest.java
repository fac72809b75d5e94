package org.letterwing.reporting;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dkim.Verdict;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.report.AggregateReport.Evaluated;
import org.letterwing.authentication.report.AggregateReport.Identifiers;
import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;
import org.letterwing.authentication.spf.SpfResult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a report tells of a mail (RFC 7489 appendix C). */
class EvaluatedMailTest {

    private static final String REJECT = "v=DMARC1; p=reject; rua=mailto:dmarc@example.com";

    @Test
    void aRowTellsWhoSentAndWhatStoodForIt() {
        assertEquals(
                new Row(
                        "192.0.2.1",
                        1,
                        new Evaluated("none", "fail", "pass", List.of()),
                        new Identifiers("example.com", "bounce.example.com", ""),
                        List.of(new Signature("example.com", "s1", "fail")),
                        List.of(new Spf("bounce.example.com", "mfrom", "pass"))),
                Mails.passed("example.com", REJECT, "192.0.2.1").row());
    }

    @Test
    void ofTheNullReversePathTheHeloWasChecked() {
        Row row = Mails.failed("example.com", REJECT, "2001:db8::1", Policy.REJECT)
                .row();
        assertEquals("2001:db8:0:0:0:0:0:1", row.source());
        assertEquals("", row.identifiers().sender());
        assertEquals(List.of(new Spf("host.example.org", "helo", "softfail")), row.spf());
        assertEquals(new Evaluated("reject", "fail", "fail", List.of()), row.evaluated());
    }

    @Test
    void whoDidSomethingElseSaysWhy() {
        assertEquals(
                new Evaluated("none", "fail", "fail", List.of(new Reason("local_policy", ""))),
                Mails.failed("example.com", REJECT, "192.0.2.1", Policy.NONE)
                        .row()
                        .evaluated());
        String sampled = "v=DMARC1; p=reject; pct=0; rua=mailto:dmarc@example.com";
        assertEquals(
                new Evaluated("quarantine", "fail", "fail", List.of(new Reason("sampled_out", ""))),
                Mails.failed("example.com", sampled, "192.0.2.1", Policy.QUARANTINE)
                        .row()
                        .evaluated());
    }

    @Test
    void aFewSignaturesAreToldTheGoodOnesFirst() {
        List<DkimResult> signatures = IntStream.range(0, 8)
                .mapToObj(i ->
                        Mails.dkim(i == 7 ? Verdict.PASS : Verdict.FAIL, i == 0 ? "" : "d" + i + ".example", "s" + i))
                .toList();
        EvaluatedMail mail = new EvaluatedMail(
                Mails.verdict("example.com", REJECT, List.of()),
                Mails.address("192.0.2.1"),
                "a@b",
                Mails.spf(SpfResult.NONE, "b"),
                signatures,
                Policy.REJECT);
        assertEquals(
                List.of("d7.example", "d1.example", "d2.example", "d3.example"),
                mail.row().dkim().stream().map(Signature::domain).toList());
    }

    @Test
    void whatIsNoDomainIsNotRepeated() {
        EvaluatedMail mail = new EvaluatedMail(
                Mails.verdict("example.com", REJECT, List.of()),
                Mails.address("192.0.2.1"),
                "a@[192.0.2.1]",
                Mails.spf(SpfResult.NONE, "<script>\n"),
                List.of(),
                Policy.REJECT);
        assertEquals("invalid", mail.row().identifiers().sender());
        assertEquals("invalid", mail.row().spf().get(0).domain());
    }

    @Test
    void onlyWhoWantsReportsGetsThem() {
        assertTrue(Mails.passed("example.com", REJECT, "192.0.2.1").isWanted());
        assertFalse(
                Mails.passed("example.com", "v=DMARC1; p=reject", "192.0.2.1").isWanted());
        assertFalse(Mails.passed("example.com", "unrelated", "192.0.2.1").isWanted());
    }
}
