package org.letterwing.authentication.spf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which texts are records (RFC 7208 4.5, 4.6.1), and which of them are well-formed. */
class RecordParserTest {

    @ParameterizedTest
    @CsvSource({
        "v=spf1, true",
        "'v=spf1 ', true",
        "'V=SPF1 -all', true",
        "v=spf10, false",
        "v=spf, false",
        "'', false",
        "' v=spf1', false",
        "v=spf2.0/pra, false",
        "'v=spf1\t-all', false"
    })
    void aRecordBeginsWithItsVersion(String text, boolean expected) {
        assertEquals(expected, RecordParser.isRecord(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "+ALL",
                "-All",
                "a",
                "a/0",
                "a/32//128",
                "a//0",
                "a:example.com",
                "a:example.com/24",
                "a:example.com//64",
                "a:example.com/24//64",
                "a:%{d}/24",
                "a:a/24.example.com/24",
                "mx",
                "mx:example.com./8",
                "ptr",
                "ptr:example.com",
                "ip4:0.0.0.0/0",
                "ip4:255.255.255.255",
                "ip6:::",
                "ip6:::1/128",
                "ip6:1:2:3:4:5:6:7:8",
                "ip6:1::8/1",
                "ip6:::ffff:192.0.2.1/96",
                "ip6:1:2:3:4:5:6:192.0.2.1",
                "ip6:1:2:3:4:5:6:7::",
                "exists:%{ir}.example.com",
                "include:_spf.example.com",
                "exp=example.com redirect=example.com",
                "REDIRECT=example.com",
                "x=",
                "x=a=b:c/d",
                "a=", // a name of a mechanism is one of a modifier too
                "a1-_.=%{d}",
                "match.subdomains=yes"
            })
    void suchRecordsAreWellFormed(String terms) throws Exception {
        RecordParser.parse("v=spf1 " + terms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+",
                "-=",
                "=",
                ":",
                "/",
                "++all",
                "+ all",
                "!all",
                "al",
                "all all:",
                "all/0",
                "redirect",
                "exp",
                "spf1",
                "a:",
                "a/",
                "a//",
                "a/33",
                "a/032",
                "a/00",
                "a/-1",
                "a//129",
                "a//0128",
                "a/8/8",
                "a/8///8",
                "a/8:x.y",
                "a://8",
                "a:/8",
                "a:com",
                "mx:",
                "mx/x",
                "ptr:",
                "ptr/8",
                "ptr:x.y/8",
                "ip4",
                "ip4:",
                "ip4/8",
                "ip4:x.y",
                "ip4:192.0.2",
                "ip4:192.0.2.256",
                "ip4:192.0.2.01",
                "ip4:192.0.2.1/",
                "ip4:192.0.2.1/33",
                "ip4:192.0.2.1/08",
                "ip4:192.0.2.1//8",
                "ip4:::1",
                "ip4:3221225985",
                "ip6",
                "ip6:",
                "ip6:192.0.2.1",
                "ip6:::1/129",
                "ip6:::1//64",
                "ip6:1:2:3:4:5:6:7",
                "ip6:1:2:3:4:5:6:7:8:9",
                "ip6:1::2::3",
                "ip6::",
                "ip6:12345::",
                "ip6:[::1]",
                "ip6:::1%0",
                "ip6:::g",
                "ip6:::1.2.3",
                "ip6:::1.2.3.256",
                "ip6:1:2:3:4:5:6:7:192.0.2.1",
                "ip6:::00001",
                "exists",
                "exists:",
                "exists/8",
                "include",
                "include:",
                "include:x",
                "exp=",
                "redirect=",
                "redirect=x",
                "redirect=x.y/8",
                "exp=x.y exp=x.y",
                "redirect=x.y REDIRECT=x.y",
                "+exp=x.y",
                "-x=y",
                "1x=y",
                "_x=y",
                "x y=z",
                "x$=y",
                "x=%",
                "x=%{c}",
                "-all:",
                "\u00FC=x",
                "all\0",
                "a\tall",
                "x=\u007F",
                "\u00A0all"
            })
    void anErrorAnywhereIsFound(String terms) {
        assertThrows(MalformedException.class, () -> RecordParser.parse("v=spf1 " + terms));
        assertThrows(MalformedException.class, () -> RecordParser.parse("v=spf1 all " + terms + "  x=y -all"));
    }

    @Test
    void directivesKeepTheirOrder() throws Exception {
        SpfRecord record = RecordParser.parse("v=spf1  -a  x=y ~mx ?ip4:192.0.2.1 +exists:a.b all   redirect=c.d ");
        assertEquals(
                "[FAIL, SOFTFAIL, NEUTRAL, PASS, PASS]",
                record.directives().stream()
                        .map(SpfRecord.Directive::result)
                        .toList()
                        .toString());
        assertInstanceOf(Mechanism.A.class, record.directives().get(0).mechanism());
        assertInstanceOf(Mechanism.All.class, record.directives().get(4).mechanism());
        assertTrue(record.redirect().isPresent());
        assertTrue(record.explanation().isEmpty());
    }
}
