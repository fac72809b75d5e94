package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Macros and what they stand for (RFC 7208 7). */
class MacroStringTest {

    // RFC 7208 7.4
    @ParameterizedTest
    @CsvSource({
        "%{s}, strong-bad@email.example.com",
        "%{o}, email.example.com",
        "%{d}, email.example.com",
        "%{d4}, email.example.com",
        "%{d3}, email.example.com",
        "%{d2}, example.com",
        "%{d1}, com",
        "%{dr}, com.example.email",
        "%{d2r}, example.email",
        "%{l}, strong-bad",
        "%{l-}, strong.bad",
        "%{lr}, strong-bad",
        "%{lr-}, bad.strong",
        "%{l1r-}, strong",
        "%{ir}.%{v}._spf.%{d2}, 3.2.0.192.in-addr._spf.example.com",
        "%{lr-}.lp._spf.%{d2}, bad.strong.lp._spf.example.com",
        "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}, bad.strong.lp.3.2.0.192.in-addr._spf.example.com",
        "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}, 3.2.0.192.in-addr.strong.lp._spf.example.com",
        "%{d2}.trusted-domains.example.net, example.com.trusted-domains.example.net"
    })
    void theExamplesOfTheRfcAreAsItSays(String text, String expanded) throws Exception {
        assertEquals(Optional.of(expanded), MacroParser.domainSpec(text).name(values("192.0.2.3", "strong-bad")));
    }

    @Test
    void anAddressOfIpv6IsItsDigits() throws Exception {
        assertEquals(
                Optional.of("1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com"),
                MacroParser.domainSpec("%{ir}.%{v}._spf.%{d2}").name(values("2001:db8::cb01", "strong-bad")));
    }

    @ParameterizedTest
    @CsvSource({
        "%{L}, a%2Bb%3Dc%2Fd_e",
        "%{l+}, a.b=c/d_e",
        "%{l+=/_}, a.b.c.d.e",
        "%{l2+=/_}, d.e",
        "%{l2r+=/_}, b.a",
        "%{lR+=/_}, e.d.c.b.a",
        "%{l127+}, a.b=c/d_e",
        "%{l99999999999999999999+}, a.b=c/d_e",
        "%{l0001+}, b=c/d_e",
        "a%%b%_c%-d%{v}, a%b c%20din-addr",
        "%{V}%%, in-addr%"
    })
    void macrosAreTakenApartAndPutTogether(String text, String expanded) throws Exception {
        assertEquals(Optional.of(expanded), MacroParser.domainSpec(text).name(values("192.0.2.3", "a+b=c/d_e")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%a",
                "a%",
                "%{",
                "%{}",
                "%{d",
                "%{d}%",
                "%(d)",
                "%{a}",
                "%{d0}",
                "%{d00r}",
                "%{d-1}",
                "%{dr2}",
                "%{drr}",
                "%{d*}",
                "%{d }",
                "%{ds}",
                "%{c}",
                "%{r}",
                "%{t}",
                "%{C}",
                "%{\u017F}",
                "%{\u0131}"
            })
    void whatIsNoMacroIsMalformed(String text) {
        assertThrows(MalformedException.class, () -> MacroParser.macroString(text));
        assertThrows(MalformedException.class, () -> MacroParser.domainSpec(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "com",
                "com.",
                "example.com..",
                "example.c-",
                "example.-c",
                "example.1",
                "192.0.2.1",
                "%{d}com",
                "%{d}/24",
                "example.c_m",
                "example.com:25",
                "example.com/"
            })
    void aDomainEndsInATopLabelOrAMacro(String text) {
        assertThrows(MalformedException.class, () -> MacroParser.domainSpec(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "a.b.",
                ".com",
                "a.1b",
                "a.1-1",
                "a..b",
                "%{d}",
                "%{d}.com.",
                "a%%",
                "_x.a",
                "a:b/c=d.e",
                "a.xn--a-b"
            })
    void suchDomainsAreWellFormed(String text) throws Exception {
        MacroParser.domainSpec(text);
    }

    @Test
    void onlyExplanationsKnowTheClientsTextTheReceiverAndTheTime() throws Exception {
        assertEquals(
                "192.0.2.3 receiver.example. ",
                MacroParser.explainString("%{c} %{r}.%_").text(values("192.0.2.3", "alice"), 100));
    }

    // RFC 7208 7.3
    @Test
    void aNameThatIsTooLongLosesLabelsFromTheLeft() throws Exception {
        MacroValues values = values("192.0.2.3", "alice");
        for (int length = 1; length < 20; length++) {
            String spec = "%{l}.".repeat(100) + "a".repeat(length) + ".example.com.";
            String name = MacroParser.domainSpec(spec).name(values).orElseThrow();
            assertTrue(name.matches("(alice\\.){37,40}a{" + length + "}\\.example\\.com"), name);
            assertTrue(name.length() <= 253 && name.length() > 253 - 6, name);
        }
        String exact = "a.".repeat(120) + "a.example.com";
        assertEquals(253, exact.length());
        assertEquals(Optional.of(exact), MacroParser.domainSpec(exact).name(values));
        assertEquals(Optional.of(exact), MacroParser.domainSpec(exact + ".").name(values));
        assertEquals(Optional.of(exact), MacroParser.domainSpec("x." + exact).name(values));
        assertEquals(
                Optional.of(exact.substring(2)),
                MacroParser.domainSpec("x" + exact).name(values));
    }

    @Test
    void aLabelThatIsTooLongStaysOne() throws Exception {
        String name = MacroParser.domainSpec("a.".repeat(200) + "%{l}")
                .name(values("192.0.2.3", "b".repeat(300)))
                .orElseThrow();
        assertEquals("b".repeat(300), name.substring(name.lastIndexOf('.') + 1));
    }

    private static MacroValues values(String client, String localPart) throws IOException {
        var address = new ClientAddress(InetAddress.getByName(client));
        var claim = new Claim(address, localPart, "email.example.com", "mail.example.org", "receiver.example");
        return new MacroValues(claim, "email.example.com", new ClientNames(address, new ZoneNames()));
    }
}
