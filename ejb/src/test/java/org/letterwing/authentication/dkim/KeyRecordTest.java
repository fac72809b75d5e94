package org.letterwing.authentication.dkim;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a key record allows (RFC 6376 3.6.1). */
class KeyRecordTest {

    private static final String NAME = "r._domainkey.example.com";
    private static final String DATA = KeyRecord.text(TestKeys.RSA.getPublic()).replaceFirst(".*p=", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=*                        | pass",
                "v=DKIM1; p=*               | pass",
                "v=DKIM1; k=rsa; n=x; p=*;  | pass",
                "'v=DKIM1 ; k = RSA ; p = * ; ' | pass",
                "k=rsa; v=DKIM1; p=*        | permerror: the key record is of another version",
                "v=DKIM2; p=*               | permerror: the key record is of another version",
                "v=dkim1; p=*               | permerror: the key record is of another version",
                "v=spf1 -all                | permerror: the key record is of another version",
                "v=DKIM1; p=                | permerror: the key record is revoked",
                "v=DKIM1                    | permerror: the key record is malformed",
                "p=*; p=*                   | permerror: the key record is malformed",
                "p=AAAA                     | permerror: the key record is malformed",
                "p=$                        | permerror: the key record is malformed",
                "''                         | permerror: the key record is malformed",
                "some words                 | permerror: the key record is malformed",
                "k=ed25519; p=*             | permerror: the key record is malformed",
                "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo= | permerror: the key is for another algorithm",
                "k=dsa; p=*                 | permerror: the key record is of an unknown type",
                "h=sha1; p=*                | permerror: the key record is for other hashes",
                "h=sha1 : SHA256; p=*       | pass",
                "s=*; p=*                   | pass",
                "s=tlsrpt:email; p=*        | pass",
                "s=tlsrpt; p=*              | permerror: the key record is not for mail",
                "t=s; p=*                   | permerror: its key is not for domains below",
                "t=x; p=*                   | pass",
            })
    void aTagDecides(String record, String outcome) {
        var names = new ZoneNames().with(NAME, "TXT", record.replace("*", DATA).replace("s=" + DATA, "s=*"));
        assertEquals(outcome, Checks.outcome(Crafted.sign("i=@sub.example.com; " + Crafted.TAGS), names));
    }

    @Test
    void anIdentityOfTheDomainItselfIsExact() {
        var names = new ZoneNames().with(NAME, "TXT", "t=y:s; p=" + DATA);
        assertEquals("pass", Checks.outcome(Crafted.sign("i=a@example.com; " + Crafted.TAGS), names));
        assertEquals("pass", Checks.outcome(Crafted.sign(Crafted.TAGS), names));
        assertTrue(Checks.verify(Crafted.sign(Crafted.TAGS), names).get(0).testing());
    }

    @Test
    void ofSeveralRecordsOneIsEnough() {
        String other = KeyRecord.text(TestKeys.generate("RSA", 1024).getPublic());
        var names = new ZoneNames()
                .with(NAME, "TXT", "v=spf1 -all")
                .with(NAME, "TXT", other)
                .with(NAME, "TXT", "p=" + DATA);
        assertEquals("pass", Checks.outcome(Crafted.sign(Crafted.TAGS), names));
    }

    @Test
    void ofVeryManyRecordsOnlySomeAreTried() {
        var names = new ZoneNames();
        for (int i = 0; i < 1000; i++) {
            names.with(NAME, "TXT", "p=AAAA");
        }
        names.with(NAME, "TXT", "p=" + DATA);
        assertEquals("permerror: the key record is malformed", Checks.outcome(Crafted.sign(Crafted.TAGS), names));
    }

    @Test
    void whoDoesNotAnswerMayLater() {
        var names = TestKeys.names().withSilence(NAME);
        assertEquals("temperror: no answer for the key " + NAME, Checks.outcome(Crafted.sign(Crafted.TAGS), names));
    }

    @Test
    void aKeyMustBeLongEnough() {
        assertEquals("policy: the key is too short", outcome(TestKeys.generate("RSA", 1016)));
        assertEquals("pass", outcome(TestKeys.generate("RSA", 1024)));
        assertEquals("pass", outcome(TestKeys.generate("RSA", 4096)));
    }

    private static String outcome(KeyPair pair) {
        var names = new ZoneNames().with(NAME, "TXT", KeyRecord.text(pair.getPublic()));
        return Checks.outcome(Crafted.sign(Crafted.TAGS, Crafted.MESSAGE, pair.getPrivate()), names);
    }

    @Test
    void aKeyMustNotCostTooMuch() throws Exception {
        assertEquals("policy: the key is too long", outcome(4104, BigInteger.valueOf(65537)));
        assertEquals("policy: the key is too long", outcome(16384, BigInteger.valueOf(65537)));
        assertEquals(
                "policy: the key is too long",
                outcome(2048, BigInteger.ONE.shiftLeft(2000).add(BigInteger.ONE)));
    }

    private static String outcome(int bits, BigInteger exponent) throws Exception {
        BigInteger modulus =
                new BigInteger(bits, new Random(1)).setBit(bits - 1).setBit(0);
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        var names = new ZoneNames().with(NAME, "TXT", KeyRecord.text(key));
        return Checks.outcome(Crafted.sign(Crafted.TAGS), names);
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws Exception {
        for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519}) {
            assertEquals(
                    pair.getPublic(),
                    KeyRecord.parse(KeyRecord.text(pair.getPublic())).key());
        }
        String text = KeyRecord.text(TestKeys.ED25519.getPublic());
        assertTrue(text.matches("v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}="), text);
    }
}
