package org.letterwing.authentication.dmarc;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.dmarc.Verdict.Result;
import org.letterwing.authentication.suffix.PublicSuffixList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Evaluation of a mail (RFC 7489 3.1, 6.6, appendix B; RFC 9989 4.10). */
class DmarcTest {

    private static final AuthenticatedDomains NOBODY = new AuthenticatedDomains(List.of(), List.of());

    private final ZoneNames dns = new ZoneNames();
    private final RandomGenerator random = new Random(1);
    private final Dmarc dmarc = new Dmarc(dns, PublicSuffixList.bundled(), random);

    private void publish(String domain, String record) {
        dns.with("_dmarc." + domain, "TXT", record);
    }

    private Verdict evaluate(String author, AuthenticatedDomains authenticated) {
        return dmarc.evaluate(List.of(author), authenticated);
    }

    private static AuthenticatedDomains spf(String domain) {
        return new AuthenticatedDomains(List.of(domain), List.of());
    }

    private static AuthenticatedDomains dkim(String domain) {
        return new AuthenticatedDomains(List.of(), List.of(domain));
    }

    // RFC 7489 B.1.1 and B.1.2
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, r, true",
        "example.com, child.example.com, r, true",
        "child.example.com, example.com, r, true",
        "example.com, example.net, r, false",
        "example.com, example.com, s, true",
        "example.com, child.example.com, s, false",
        "child.example.com, example.com, s, false",
        "example.com, EXAMPLE.com., s, true",
        "example.com, com, r, false",
        "example.com, notexample.com, r, false",
        "shop.bücher.example, bücher.example, r, true"
    })
    void alignment(String author, String authenticated, String mode, boolean aligned) {
        String domain = DnsName.of(author).orElseThrow();
        publish(domain, "v=DMARC1; p=reject; adkim=" + mode + "; aspf=" + mode);
        Verdict bySpf = evaluate(domain, spf(authenticated));
        Verdict byDkim = evaluate(domain, dkim(authenticated));
        assertEquals(aligned ? Result.PASS : Result.FAIL, bySpf.result());
        assertEquals(bySpf.result(), byDkim.result());
        assertEquals(List.of(aligned, false), List.of(bySpf.alignedSpf(), bySpf.alignedDkim()));
        assertEquals(List.of(false, aligned), List.of(byDkim.alignedSpf(), byDkim.alignedDkim()));
        assertEquals(aligned ? Policy.NONE : Policy.REJECT, byDkim.disposition());
    }

    @Test
    void modesAreOfEachMethod() {
        publish("example.com", "v=DMARC1; p=reject; adkim=s");
        assertEquals(Result.PASS, evaluate("example.com", spf("a.example.com")).result());
        assertEquals(Result.FAIL, evaluate("example.com", dkim("a.example.com")).result());
    }

    @Test
    void neighboursUnderAPublicSuffixAreStrangers() {
        publish("alice.github.io", "v=DMARC1; p=reject");
        assertEquals(
                Result.FAIL,
                evaluate("alice.github.io", dkim("mallory.github.io")).result());
        assertEquals(Result.FAIL, evaluate("alice.github.io", dkim("github.io")).result());
    }

    @Test
    void oneGoodSignatureIsEnough() {
        publish("example.com", "v=DMARC1; p=reject");
        var authenticated = new AuthenticatedDomains(
                List.of("list.example.net", "no domain"), List.of("example.net", "example.com"));
        assertEquals(Result.PASS, evaluate("example.com", authenticated).result());
    }

    // RFC 7489 6.6.3
    @Test
    void organizationalDomainIsAskedIfTheDomainHasNoRecord() {
        publish("example.com", "v=DMARC1; p=none; sp=reject");
        Verdict verdict = evaluate("a.b.example.com", NOBODY);
        assertEquals(Policy.REJECT, verdict.disposition());
        assertEquals("example.com", verdict.published().orElseThrow().domain());
        assertEquals("a.b.example.com", verdict.domain());
    }

    @Test
    void recordOfTheDomainComesFirst() {
        publish("a.example.com", "v=DMARC1; p=quarantine; sp=none");
        publish("example.com", "v=DMARC1; p=reject; sp=reject");
        assertEquals(Policy.QUARANTINE, evaluate("a.example.com", NOBODY).disposition());
    }

    @Test
    void otherTextsDoNotCount() {
        publish("a.example.com", "v=spf1 -all");
        publish("example.com", "hello");
        publish("example.com", "v=DMARC1; p=reject");
        assertEquals(Policy.REJECT, evaluate("a.example.com", NOBODY).disposition());
    }

    @Test
    void ofSeveralRecordsNoneCounts() {
        publish("a.example.com", "v=DMARC1; p=none");
        publish("a.example.com", "v=DMARC1; p=reject");
        publish("example.com", "v=DMARC1; p=reject");
        assertEquals(Result.NONE, evaluate("a.example.com", NOBODY).result());
    }

    @Test
    void badRecordIsNone() {
        publish("a.example.com", "v=DMARC1; p=discard");
        publish("example.com", "v=DMARC1; p=reject");
        assertEquals(Result.NONE, evaluate("a.example.com", NOBODY).result());
    }

    @Test
    void publicSuffixHasNoOrganizationToAsk() {
        assertEquals(Result.NONE, evaluate("com", NOBODY).result());
        assertEquals(1, dns.questions());
    }

    @Test
    void domainWithoutRecordHasNoVerdict() {
        Verdict verdict = evaluate("example.com", dkim("example.com"));
        assertEquals(Result.NONE, verdict.result());
        assertEquals(Policy.NONE, verdict.disposition());
        assertTrue(verdict.published().isEmpty());
    }

    @Test
    void whatNobodyKnowsNowIsATemporaryError() {
        dns.withSilence("_dmarc.a.example.com");
        dns.withSilence("_dmarc.example.net");
        assertEquals(Result.TEMPERROR, evaluate("a.example.com", NOBODY).result());
        assertEquals(Result.TEMPERROR, evaluate("a.example.net", NOBODY).result());
    }

    // RFC 9091 2.7, 3.2
    @Test
    void subdomainsThatDoNotExistHaveTheirOwnPolicy() {
        publish("example.com", "v=DMARC1; p=none; np=reject");
        dns.with("a.example.com", "A", "192.0.2.1");
        dns.with("b.example.com", "AAAA", "2001:db8::1");
        dns.with("c.example.com", "MX", "mx.example.net");
        dns.withSilence("d.example.com");
        assertEquals(Policy.NONE, evaluate("a.example.com", NOBODY).disposition());
        assertEquals(Policy.NONE, evaluate("b.example.com", NOBODY).disposition());
        assertEquals(Policy.NONE, evaluate("c.example.com", NOBODY).disposition());
        assertEquals(Result.TEMPERROR, evaluate("d.example.com", NOBODY).result());
        assertEquals(Policy.REJECT, evaluate("e.example.com", NOBODY).disposition());
        assertEquals(Policy.NONE, evaluate("example.com", NOBODY).disposition());
    }

    // RFC 9989 4.7, 4.10.2: psd
    @Test
    void neighboursUnderASuffixThatOnlyItsRecordNamesAreStrangers() {
        publish("host.example.com", "v=DMARC1; p=none; psd=y");
        publish("alice.host.example.com", "v=DMARC1; p=reject");
        String alice = "alice.host.example.com";
        assertEquals(
                Result.FAIL, evaluate(alice, dkim("mallory.host.example.com")).result());
        assertEquals(
                Result.FAIL, evaluate(alice, spf("a.mallory.host.example.com")).result());
        assertEquals(Result.FAIL, evaluate(alice, dkim("host.example.com")).result());
        assertEquals(Result.FAIL, evaluate(alice, dkim("example.com")).result());
        assertEquals(
                Result.PASS,
                evaluate(alice, dkim("shop.alice.host.example.com")).result());
    }

    @Test
    void aPartThatSaysSoIsAnOrganizationOfItsOwn() {
        publish("example.com", "v=DMARC1; p=reject");
        publish("branch.example.com", "v=DMARC1; p=quarantine; psd=n");
        Verdict verdict = evaluate("a.branch.example.com", dkim("example.com"));
        assertEquals(Result.FAIL, verdict.result());
        assertEquals("branch.example.com", verdict.published().orElseThrow().domain());
        assertEquals(Policy.QUARANTINE, verdict.disposition());
        assertEquals(
                Result.PASS,
                evaluate("a.branch.example.com", dkim("b.branch.example.com")).result());
        assertEquals(
                Result.FAIL,
                evaluate("example.com", dkim("a.branch.example.com")).result());
    }

    @Test
    void ofSeveralBoundariesTheNearestCounts() {
        publish("a.example.com", "v=DMARC1; p=none; psd=u");
        publish("b.a.example.com", "v=DMARC1; p=none; psd=Y");
        publish("example.com", "v=DMARC1; p=none; psd=n");
        assertEquals(
                Result.FAIL,
                evaluate("c.b.a.example.com", dkim("d.b.a.example.com")).result());
        assertEquals(
                Result.PASS,
                evaluate("a.example.com", dkim("other.example.com")).result());
    }

    @ParameterizedTest
    @CsvSource({"psd=u", "psd=", "psd=yes", "psd=y; psd=y"})
    void whatSaysNothingOfBoundariesIsNone(String tags) {
        publish("host.example.com", "v=DMARC1; p=none; " + tags);
        publish("alice.host.example.com", "v=DMARC1; p=reject");
        assertEquals(
                Result.PASS,
                evaluate("alice.host.example.com", dkim("bob.host.example.com")).result());
    }

    // RFC 9989 4.10.1
    @Test
    void suffixIsAskedIfTheOrganizationHasNoRecord() {
        publish("test", "v=DMARC1; p=none; sp=quarantine; np=reject; psd=y");
        dns.with("exists.test", "A", "192.0.2.1");
        Verdict verdict = evaluate("exists.test", NOBODY);
        assertEquals(Policy.QUARANTINE, verdict.disposition());
        assertEquals("test", verdict.published().orElseThrow().domain());
        assertEquals(Policy.REJECT, evaluate("a.absent.test", NOBODY).disposition());
        assertEquals(Policy.NONE, evaluate("test", NOBODY).disposition());
        publish("own.test", "v=DMARC1; p=none");
        assertEquals(Policy.NONE, evaluate("own.test", NOBODY).disposition());
    }

    @Test
    void suffixWithinWhatTheListTakesForOneOrganizationIsAskedToo() {
        publish("host.example.com", "v=DMARC1; p=reject; psd=y");
        publish("example.com", "v=DMARC1; p=none");
        Verdict verdict = evaluate("a.alice.host.example.com", NOBODY);
        assertEquals("host.example.com", verdict.published().orElseThrow().domain());
        publish("alice.host.example.com", "v=DMARC1; p=quarantine");
        assertEquals(
                Policy.QUARANTINE, evaluate("a.alice.host.example.com", NOBODY).disposition());
    }

    @Test
    void recordAboveAnOrganizationThatIsNoSuffixDoesNotCount() {
        publish("com", "v=DMARC1; p=reject");
        assertEquals(Result.NONE, evaluate("example.com", NOBODY).result());
    }

    @Test
    void suffixThatCannotBeAskedHasSaidNothing() {
        dns.withSilence("_dmarc.com");
        assertEquals(Result.NONE, evaluate("example.com", NOBODY).result());
        publish("example.com", "v=DMARC1; p=reject");
        assertEquals(Result.PASS, evaluate("example.com", dkim("a.example.com")).result());
    }

    @Test
    void whetherDomainsAreOfOneOrganizationMayBeUnknownNow() {
        publish("example.com", "v=DMARC1; p=reject");
        dns.withSilence("_dmarc.a.example.com");
        assertEquals(
                Result.TEMPERROR, evaluate("example.com", spf("a.example.com")).result());
        assertEquals(
                Result.PASS,
                evaluate("example.com", new AuthenticatedDomains(List.of("a.example.com"), List.of("b.example.com")))
                        .result());
        assertEquals(Result.PASS, evaluate("example.com", spf("example.com")).result());
    }

    // RFC 9989 4.10
    @Test
    void longNamesAreNotAskedLabelByLabel() {
        publish("example.com", "v=DMARC1; p=reject");
        String name = "a.".repeat(100) + "example.com";
        assertEquals(Policy.REJECT, evaluate(name, NOBODY).disposition());
        // The name, seven labels to two, the organization again.
        assertEquals(1 + 6 + 1, dns.questions());
    }

    // RFC 7489 6.6.4
    @ParameterizedTest
    @CsvSource({"reject, QUARANTINE", "quarantine, NONE", "none, NONE"})
    void exemptMailHasTheMilderPolicy(String published, Policy milder) {
        publish("example.com", "v=DMARC1; p=" + published + "; pct=0");
        Verdict verdict = evaluate("example.com", NOBODY);
        assertEquals(Result.FAIL, verdict.result());
        assertEquals(published, verdict.requested().text());
        assertEquals(milder, verdict.disposition());
        assertEquals(!"none".equals(published), verdict.isSampledOut());
    }

    // RFC 9989 4.7
    @Test
    void policyThatIsTestedAppliesToNoMail() {
        publish("example.com", "v=DMARC1; p=reject; t=y");
        assertEquals(Policy.QUARANTINE, evaluate("example.com", NOBODY).disposition());
        publish("example.net", "v=DMARC1; p=reject; t=n");
        assertEquals(Policy.REJECT, evaluate("example.net", NOBODY).disposition());
    }

    @Test
    void percentIsTheShareOfMailsThatThePolicyAppliesTo() {
        publish("example.com", "v=DMARC1; p=reject; pct=30");
        int applied = 0;
        for (int i = 0; i < 10_000; i++) {
            applied += evaluate("example.com", NOBODY).isSampledOut() ? 0 : 1;
        }
        assertEquals(3000, applied, 200);
    }

    @Test
    void goodMailIsNotSampled() {
        publish("example.com", "v=DMARC1; p=reject; pct=0");
        assertFalse(evaluate("example.com", spf("example.com")).isSampledOut());
    }

    // RFC 7489 6.6.1
    @Test
    void strictestVerdictOfSeveralAuthorsCounts() {
        publish("reject.example", "v=DMARC1; p=reject");
        publish("quarantine.example", "v=DMARC1; p=quarantine");
        publish("none.example", "v=DMARC1; p=none");
        publish("good.example", "v=DMARC1; p=reject");
        dns.withSilence("_dmarc.silent.example");
        List<String> mildestFirst = List.of(
                "good.example",
                "unpublished.example",
                "none.example",
                "silent.example",
                "quarantine.example",
                "reject.example");
        for (int i = 1; i < mildestFirst.size(); i++) {
            String stricter = mildestFirst.get(i);
            for (String milder : mildestFirst.subList(0, i)) {
                assertEquals(
                        stricter,
                        dmarc.evaluate(List.of(stricter, milder), dkim("good.example"))
                                .domain());
                assertEquals(
                        stricter,
                        dmarc.evaluate(List.of(milder, stricter), dkim("good.example"))
                                .domain());
            }
        }
    }

    @Test
    void mailWithoutAuthorDomainIsAPermanentError() {
        assertEquals(
                Result.PERMERROR, dmarc.evaluate(List.of(), dkim("example.com")).result());
    }
}
