package org.letterwing.authentication.dkim;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules for signatures (RFC 6376 3.5, 6.1.1); each message is signed with the right key. */
class SignatureRulesTest {

    private static final long SECONDS = TestMessages.NOW.getEpochSecond();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=1                    | v=1             | pass",
                "v=1                    | v=2             | permerror: its version is unknown",
                "v=1                    | v=1.0           | permerror: its version is unknown",
                "'v=1; '                | ''              | permerror: it has no tag v=",
                "'a=rsa-sha256; '       | ''              | permerror: it has no tag a=",
                "a=rsa-sha256           | a=rsa-sha1      | permerror: its algorithm is not supported",
                "a=rsa-sha256           | a=RSA-SHA256    | pass",
                "a=rsa-sha256           | a=ed25519-sha256 | permerror: the key is for another algorithm",
                "'d=example.com; '      | ''              | permerror: it has no tag d=",
                "d=example.com          | d=com           | neutral: its tag d= is malformed",
                "d=example.com          | d=-.$           | neutral: its tag d= is malformed",
                "d=example.com          | d=EXAMPLE.com   | pass",
                "d=example.com          | d=example.org   | permerror: there is no key r._domainkey.example.org",
                "'s=r; '                | ''              | permerror: it has no tag s=",
                "s=r                    | s=r@x           | neutral: its tag s= is malformed",
                "s=r                    | s=x             | permerror: there is no key x._domainkey.example.com",
                "'h=from:to:subject; '  | ''              | permerror: it has no tag h=",
                "h=from:to              | h=to            | permerror: the field From is not signed",
                "h=from:to              | h=              | permerror: the field From is not signed",
                "h=from:to              | 'h= FROM :\tTo' | pass",
                "h=from:to              | h=from:from:to:reply-to:dkim-signature | pass",
                "'bh=*; '               | ''              | permerror: it has no tag bh=",
                "bh=*                   | bh=$            | neutral: its tag bh= is malformed",
                "bh=*                   | bh=             | fail: the body was changed",
                "c=relaxed/relaxed      | c=relaxed       | pass",
                "c=relaxed/relaxed      | c=simple        | pass",
                "c=relaxed/relaxed      | c=Simple/Relaxed | pass",
                "'c=relaxed/relaxed; '  | ''              | pass",
                "c=relaxed/relaxed      | c=loose         | permerror: its canonicalization is unknown",
                "c=relaxed/relaxed      | c=simple/loose  | permerror: its canonicalization is unknown",
                "v=1                    | v=1; q=dns/txt  | pass",
                "v=1                    | v=1; q=http : dns/txt | pass",
                "v=1                    | v=1; q=http     | permerror: its query is unknown",
                "v=1                    | v=1; i=@example.com | pass",
                "v=1                    | v=1; i=a=40b@sub.Example.com | pass",
                "v=1                    | v=1; i=@example.org | permerror: its identity is not of the domain",
                "v=1                    | v=1; i=@badexample.com | permerror: its identity is not of the domain",
                "v=1                    | v=1; i=@com     | permerror: its identity is not of the domain",
                "v=1                    | v=1; i=example.com | neutral: its tag i= is malformed",
                "v=1                    | v=1; i=@        | neutral: its tag i= is malformed",
                "v=1                    | v=1; l=x        | neutral: its tag l= is malformed",
                "v=1                    | v=1; l=-1       | neutral: its tag l= is malformed",
                "v=1                    | v=1; l=         | neutral: its tag l= is malformed",
                "v=1                    | v=1; l=0        | pass",
                "v=1                    | v=1; l=13       | pass",
                "v=1                    | v=1; l=14       | permerror: the body is shorter than what was signed",
                "v=1 | v=1; l=99999999999999999999999999999 | permerror: the body is shorter than what was signed",
                "v=1                    | v=1; t=x        | neutral: its tag t= is malformed",
                "v=1                    | v=1; zz=any; n= | pass",
            })
    void aTagDecides(String tag, String other, String outcome) {
        assertEquals(outcome, Checks.outcome(Crafted.sign(Crafted.TAGS.replace(tag, other)), TestKeys.names()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=1; v=1", "v=1; v", "v=1; d=example.org", "v=1;;", "; v=1"})
    void whatIsNoListOfTagsIsMalformed(String tags) {
        byte[] signed = TestMessages.changed(Crafted.sign(Crafted.TAGS), "v=1", tags);
        assertEquals("neutral: it is malformed", Checks.outcome(signed, TestKeys.names()));
    }

    @ParameterizedTest
    @CsvSource({
        "-1000, 1000, pass",
        "100, 1000, pass",
        "-1000, -100, pass",
        "1000, 2000, policy: it was made in the future",
        "-2000, -1000, policy: it has expired",
        "-1000, -1000, permerror: it expires before it was made",
        "-1000, -1001, permerror: it expires before it was made",
    })
    void aSignatureHasItsTime(long made, long end, String outcome) {
        String tags = "t=" + (SECONDS + made) + "; x=" + (SECONDS + end) + "; " + Crafted.TAGS;
        assertEquals(outcome, Checks.outcome(Crafted.sign(tags), TestKeys.names()));
    }

    @Test
    void aFarFutureIsAFuture() {
        assertEquals(
                "pass", Checks.outcome(Crafted.sign("x=999999999999999999999; " + Crafted.TAGS), TestKeys.names()));
    }

    @Test
    void whatFollowsAPartIsNotSigned() {
        byte[] signed = Crafted.sign("l=5; " + Crafted.TAGS);
        DkimResult result = Checks.verify(TestMessages.changed(signed, "Bob!", "Mallory!"), TestKeys.names())
                .get(0);
        assertEquals(Verdict.PASS, result.verdict());
        assertTrue(result.partial());
        DkimResult whole = Checks.verify(Crafted.sign("l=13; " + Crafted.TAGS), TestKeys.names())
                .get(0);
        assertFalse(whole.partial());
    }

    @Test
    void fieldsOfANameAreSignedFromTheLowest() {
        byte[] twice = TestMessages.join("Subject: first\r\n", Crafted.MESSAGE);
        byte[] signed = Crafted.sign(Crafted.TAGS, twice, TestKeys.RSA.getPrivate());
        assertEquals("pass", Checks.outcome(TestMessages.changed(signed, "first", "other"), TestKeys.names()));
        byte[] both =
                Crafted.sign(Crafted.TAGS.replace("subject", "subject:subject"), twice, TestKeys.RSA.getPrivate());
        assertEquals("pass", Checks.outcome(both, TestKeys.names()));
        assertEquals(
                "fail: the signature does not verify",
                Checks.outcome(TestMessages.changed(both, "first", "other"), TestKeys.names()));
    }

    @Test
    void aFieldThatIsNotThereMustNotBeAdded() {
        byte[] signed = Crafted.sign(Crafted.TAGS.replace("subject", "subject:subject:reply-to"));
        assertEquals("pass", Checks.outcome(signed, TestKeys.names()));
        for (String added : List.of("Subject: x\r\n", "Reply-To: x\r\n", "reply-to \t: x\r\n")) {
            assertEquals(
                    "fail: the signature does not verify",
                    Checks.outcome(TestMessages.join(added, signed), TestKeys.names()));
        }
        assertEquals("pass", Checks.outcome(TestMessages.join("X: y\r\n", signed), TestKeys.names()));
    }

    @Test
    void aSignatureMaySignOthers() {
        byte[] first = Crafted.sign(Crafted.TAGS);
        String over = Crafted.TAGS.replace("from", "dkim-signature:dkim-signature:from");
        byte[] second = Crafted.sign(over, first, TestKeys.RSA.getPrivate());
        assertEquals("pass, pass", Checks.outcome(second, TestKeys.names()));
        assertEquals(
                "fail: the signature does not verify, fail: the signature does not verify",
                Checks.outcome(TestMessages.changed(second, "h=from", "h=From"), TestKeys.names()));
    }

    @Test
    void allTagsMayBeFolded() {
        String folded =
                Crafted.TAGS.replace("; ", "\r\n ;\t").replace("=", " =\r\n ").replace(":", "\r\n :\r\n ");
        assertEquals("pass", Checks.outcome(Crafted.sign(folded), TestKeys.names()));
    }

    @Test
    void theSignatureMayStandAnywhere() {
        for (String place : List.of("b=!; ", "b=\r\n ! \t; ", "b=!;")) {
            byte[] signed = Crafted.sign(place + Crafted.TAGS.replace("; b=!", ""));
            assertEquals("pass", Checks.outcome(signed, TestKeys.names()));
        }
        assertEquals("pass", Checks.outcome(Crafted.sign(Crafted.TAGS + " ;\r\n "), TestKeys.names()));
    }

    @Test
    void internationalNamesAreLookedUpAsALabels() {
        var names = new ZoneNames()
                .with(
                        "xn--bcher-kva._domainkey.xn--bcher-kva.example",
                        "TXT",
                        KeyRecord.text(TestKeys.RSA.getPublic()));
        String tags = Crafted.TAGS
                .replace("d=example.com", "d=b\u00c3\u00bccher.example; i=@XN--bcher-kva.example")
                .replace("s=r", "s=B\u00c3\u009ccher");
        DkimResult result = Checks.verify(Crafted.sign(tags), names).get(0);
        assertEquals("", result.reason());
        assertEquals("xn--bcher-kva.example", result.domain());
    }
}
