package org.letterwing.authentication.arrival;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Refusal;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.arc.ArcSealer;
import org.letterwing.authentication.arc.ArcValidation;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.DkimSigner;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.settings.DmarcMode;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.Refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A mail is checked when it arrives, says what was found, and is refused only if its author's domain wants that. */
class ArrivalCheckTest {

    private static final String HOST = "mx.receiver.example";
    private static final int HEADER = 65_536;
    private static final String FORGED = "Authentication-Results: " + HOST + "; dmarc=pass\r\n";

    private final ZoneNames names = TestKeys.names()
            .with("pass.example", "TXT", "v=spf1 ip4:192.0.2.1 -all")
            .with("_dmarc.pass.example", "TXT", "v=DMARC1; p=reject")
            .with("_dmarc.example.com", "TXT", "v=DMARC1; p=reject")
            .with("_dmarc.reject.example", "TXT", "v=DMARC1; p=reject")
            .with("_dmarc.quarantine.example", "TXT", "v=DMARC1; p=quarantine");

    private final List<SenderVerdicts> told = new ArrayList<>();

    @Test
    void aMailThatPassesIsMarkedAtItsTop() throws IOException {
        CheckedMail checked = check("bob@pass.example", mail("alice@pass.example"));
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(
                "Authentication-Results: " + HOST + ";"
                        + " spf=pass smtp.mailfrom=bob@pass.example; dkim=none;"
                        + " dmarc=pass header.from=pass.example policy.dmarc=none\r\n" + mail("alice@pass.example"),
                Arrived.text(checked.mail()).replace("\r\n\t", " "));
        assertEquals(Arrived.text(checked.mail()).length(), checked.mail().size());
        assertEquals(
                new SenderAuthentication(
                        Result.PASS, "pass.example", List.of(), Result.PASS, "pass.example", false, Result.NONE),
                checked.mail().authentication());
    }

    @Test
    void aGoodSignatureStandsForTheAuthor() throws IOException {
        CheckedMail checked = check("bob@elsewhere.example", signed(mail("alice@example.com")));
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(List.of("example.com"), checked.mail().authentication().dkimDomains());
        assertEquals(Result.PASS, checked.mail().authentication().dmarc());
        assertTrue(Arrived.text(checked.mail()).contains("dkim=pass header.d=example.com"));
    }

    @Test
    void ofTheNullSenderTheNameOfTheClientCounts() throws IOException {
        names.with("mx.client.example", "TXT", "v=spf1 ip4:192.0.2.1 -all")
                .with("_dmarc.client.example", "TXT", "v=DMARC1; p=reject");
        CheckedMail checked = check("", mail("postmaster@client.example"));
        assertEquals(Result.PASS, checked.mail().authentication().dmarc());
        assertTrue(Arrived.text(checked.mail()).contains("spf=pass smtp.helo=mx.client.example;"));
        assertFalse(Arrived.text(checked.mail()).contains("smtp.mailfrom"));
    }

    @Test
    void aMailIsRefusedIfItsAuthorsDomainWantsIt() {
        CheckedMail checked = check("bob@pass.example", mail("alice@reject.example"));
        Refusal refusal = checked.refusal().orElseThrow();
        assertEquals(Refusals.dmarcReject("reject.example"), refusal);
        assertEquals(
                "550 5.7.1 The DMARC policy of reject.example is reject",
                refusal.toString().split(",")[0]);
        assertEquals(Policy.REJECT, told.get(0).disposition());
    }

    @Test
    void theLongestDomainCanBeNamedInARefusal() {
        String domain = String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));
        assertTrue(Refusals.dmarcReject(domain).text().contains(domain));
    }

    @Test
    void aMailIsMarkedAsSuspiciousIfItsAuthorsDomainWantsIt() {
        CheckedMail checked = check("bob@pass.example", mail("alice@quarantine.example"));
        assertEquals(Optional.empty(), checked.refusal());
        assertTrue(checked.mail().authentication().quarantined());
    }

    @Test
    void whereMailsAreOnlyMarkedNothingElseIsDone() throws IOException {
        for (String domain : List.of("reject.example", "quarantine.example")) {
            CheckedMail checked = check(DmarcMode.MARK, names, Arrived.of("bob@pass.example", mail("alice@" + domain)));
            assertEquals(Optional.empty(), checked.refusal());
            assertFalse(checked.mail().authentication().quarantined());
            assertTrue(Arrived.text(checked.mail()).contains("dmarc=fail header.from=" + domain));
        }
    }

    @Test
    void aFailOfSpfAloneRefusesNothing() {
        names.with("fail.example", "TXT", "v=spf1 -all");
        CheckedMail checked = check("bob@fail.example", mail("alice@fail.example"));
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(Result.FAIL, checked.mail().authentication().spf());
        assertEquals(Result.NONE, checked.mail().authentication().dmarc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: nobody\r\n\r\n",
                "From: undisclosed\r\n\r\n",
                "From: alice@reject.example\rFrom: bob@other.example\r\n\r\n"
            })
    void anAuthorThatCanNotBeToldIsNoReasonToRefuse(String mail) {
        CheckedMail checked = check("bob@pass.example", mail);
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(Result.PERMERROR, checked.mail().authentication().dmarc());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_dmarc.reject.example", "reject.example"})
    void aMailIsTakenIfDnsDoesNotAnswer(String silent) {
        names.withSilence(silent);
        CheckedMail checked = check("bob@reject.example", mail("alice@reject.example"));
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(Result.TEMPERROR, checked.mail().authentication().dmarc());
    }

    @Test
    void aKeyThatDnsDoesNotTellMayHaveBeenTheAuthors() throws IOException {
        String mail = signed(mail("alice@example.com"));
        names.withSilence("r._domainkey.example.com");
        CheckedMail checked = check("bob@pass.example", mail);
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(Result.TEMPERROR, checked.mail().authentication().dmarc());
    }

    @Test
    void aKeyOfSomebodyElseThatDnsDoesNotTellSavesNoForger() throws IOException {
        String mail = signed(mail("alice@reject.example"));
        names.withSilence("r._domainkey.example.com").withSilence("silent.example");
        CheckedMail checked = check("bob@silent.example", mail);
        assertEquals(Optional.of(Refusals.dmarcReject("reject.example")), checked.refusal());
    }

    @Test
    void whatOthersSaidInThisServersNameIsLeftOut() throws IOException {
        String others = "Authentication-Results: mx.other.example; dmarc=pass\r\n";
        InboundMail mail = check("bob@pass.example", FORGED + others + mail("alice@pass.example"))
                .mail();
        String text = Arrived.text(mail);
        assertEquals(1, text.split("Authentication-Results: " + HOST, -1).length - 1);
        assertTrue(text.endsWith("\r\n" + others + mail("alice@pass.example")), text);
        assertEquals(text.length(), mail.size());
    }

    @Test
    void aMailThatIsNotCheckedIsLeftAsItIs() {
        Arrived mail = Arrived.of("bob@pass.example", mail("alice@reject.example"));
        assertSame(mail, arrivals(DmarcMode.OFF, names).unchecked(mail).mail());
        assertEquals(0, names.questions());
    }

    @Test
    void aMailThatIsNotCheckedLosesWhatOthersSaidInThisServersName() throws IOException {
        String rest = mail("alice@reject.example");
        InboundMail mail = arrivals(DmarcMode.OFF, names)
                .unchecked(Arrived.of("bob@pass.example", FORGED + rest))
                .mail();
        assertEquals(rest, Arrived.text(mail));
        assertEquals(rest.length(), mail.size());
        assertEquals(SenderAuthentication.NOT_CHECKED, mail.authentication());
    }

    @Test
    void aBinaryMailCanNotHideWhatOthersSaidBehindOddLineEnds() throws IOException {
        String content = "Subject: x\r" + FORGED + "\r\nbody";
        InboundMail mail = arrivals(DmarcMode.OFF, names)
                .unchecked(new Arrived(
                        "bob@pass.example", content.getBytes(StandardCharsets.ISO_8859_1), Set.of(Feature.BINARY_MIME)))
                .mail();
        assertFalse(Arrived.text(mail).contains("Authentication-Results"));
        assertEquals(Arrived.text(mail).length(), mail.size());
    }

    @Test
    void aMailThatCanNotBeCheckedIsTakenAndSaysSo() throws IOException {
        InboundMail mail = arrivals(DmarcMode.APPLY, names)
                .unknown(Arrived.of("bob@pass.example", FORGED + mail("alice@reject.example")), "too much to do")
                .mail();
        String text = Arrived.text(mail);
        assertTrue(text.contains("dmarc=temperror") && text.contains("too much to do"), text);
        assertFalse(text.contains("dmarc=pass"), text);
        assertEquals(Result.TEMPERROR, mail.authentication().dmarc());
    }

    @Test
    void aCheckThatFailsLosesAndRefusesNoMail() throws IOException {
        ArrivalCheck broken = new ArrivalCheck(
                rules(DmarcMode.APPLY),
                () -> {
                    throw new IllegalStateException("as a test wants it");
                },
                PublicSuffixList.bundled(),
                new Random(0),
                told::add);
        CheckedMail checked = broken.check(Arrived.of("bob@pass.example", mail("alice@reject.example")));
        assertEquals(Optional.empty(), checked.refusal());
        assertTrue(Arrived.text(checked.mail()).contains("dmarc=temperror"));
        assertEquals(List.of(), told);
    }

    @Test
    void whoIsToldAndFailsLosesNoMailEither() {
        ArrivalCheck check = new ArrivalCheck(
                rules(DmarcMode.APPLY), () -> questions(names), PublicSuffixList.bundled(), new Random(0), found -> {
                    throw new IllegalStateException("as a test wants it");
                });
        CheckedMail checked = check.check(Arrived.of("bob@pass.example", mail("alice@pass.example")));
        assertEquals(Result.PASS, checked.mail().authentication().dmarc());
    }

    @Test
    void theWordOfATrustedSealerOverridesAPolicy() throws IOException {
        String mail = sealed(mail("alice@reject.example"), "dmarc=pass header.from=reject.example");
        CheckedMail checked = check("list@elsewhere.example", mail);
        assertEquals(Optional.empty(), checked.refusal());
        assertEquals(Result.PASS, checked.mail().authentication().arc());
        assertEquals(Result.FAIL, checked.mail().authentication().dmarc());
        assertEquals(Optional.of("example.com"), told.get(0).trustedSealer());
        assertEquals(Policy.NONE, told.get(0).disposition());
    }

    @Test
    void aSealerThatDoesNotSayPassOrWhoseChainIsBrokenOverridesNothing() throws IOException {
        String failed = sealed(mail("alice@reject.example"), "dmarc=fail header.from=reject.example");
        assertTrue(check("list@elsewhere.example", failed).refusal().isPresent());
        String changed = sealed(mail("alice@reject.example"), "dmarc=pass header.from=reject.example")
                .replace("Hello.", "Goodbye.");
        assertTrue(check("list@elsewhere.example", changed).refusal().isPresent());
    }

    @ParameterizedTest
    @EnumSource(
            value = DmarcMode.class,
            names = {"APPLY", "MARK"})
    void whatWasFoundIsTold(DmarcMode mode) {
        check(mode, names, Arrived.of("bob@pass.example", mail("alice@reject.example")));
        SenderVerdicts found = told.get(0);
        assertEquals("192.0.2.1", found.client().getHostAddress());
        assertEquals("bob@pass.example", found.reversePath());
        assertEquals("reject.example", found.dmarc().domain());
        assertEquals(mode == DmarcMode.APPLY ? Policy.REJECT : Policy.NONE, found.disposition());
    }

    private CheckedMail check(String reversePath, String mail) {
        return check(DmarcMode.APPLY, names, Arrived.of(reversePath, mail));
    }

    private CheckedMail check(DmarcMode mode, Names dns, InboundMail mail) {
        return arrivals(mode, dns).check(mail);
    }

    private ArrivalCheck arrivals(DmarcMode mode, Names dns) {
        return new ArrivalCheck(
                rules(mode), () -> questions(dns), PublicSuffixList.bundled(), new Random(0), told::add);
    }

    private static MailQuestions questions(Names dns) {
        return new MailQuestions(dns, dns, dns, dns);
    }

    private static ArrivalCheck.Rules rules(DmarcMode mode) {
        return new ArrivalCheck.Rules(HOST, HEADER, mode, Set.of("example.com"));
    }

    private static String mail(String author) {
        return "From: " + author + "\r\nSubject: hello\r\n\r\nHello.\r\n";
    }

    private static String signed(String mail) throws IOException {
        return new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.RSA_SIGNER)).sign(content(mail), HEADER, Instant.now())
                + mail;
    }

    private String sealed(String mail, String results) throws IOException {
        var reader = new MessageReader(content(mail), HEADER);
        var header = reader.header();
        var bodies = new BodyHashes();
        MessageSigner.prepare(bodies);
        var chain = new ArcValidation(header, new KeyLookup(names), bodies, Instant.now());
        reader.body(bodies);
        bodies.finish();
        return new ArcSealer("lists.example.com", TestKeys.DOMAIN, TestKeys.ED25519_SIGNER)
                        .seal(header, bodies, chain.result(), results, Instant.now())
                        .orElseThrow()
                + mail;
    }

    private static InputStream content(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}
