package org.letterwing.authentication.spf;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any text as a record, with any sender and HELO: it is one or it isn't, and the names that its macros make are no longer than
 * DNS has them.
 *
 * <p>The first line of an input is the record, the second the local part, the third the HELO.
 */
class SpfRecordFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void textIsARecordOrNone(byte[] octets) throws Exception {
        String[] lines = (new String(octets, StandardCharsets.UTF_8) + "\n\n\n").split("\n", -1);
        var client = new ClientAddress(InetAddress.getByName("2001:db8::1"));
        var claim = new Claim(client, lines[1], "example.com", lines[2], "receiver.example");
        var values = new MacroValues(claim, "example.com", new ClientNames(client, new ZoneNames()));
        explain(lines[0], values);
        try {
            SpfRecord record = RecordParser.parse("v=spf1 " + lines[0]);
            record.directives().forEach(directive -> {
                if (directive.mechanism() instanceof Mechanism.Query query) {
                    query.domain().ifPresent(domain -> expand(domain, values));
                }
            });
            record.redirect().ifPresent(domain -> expand(domain, values));
            record.explanation().ifPresent(domain -> expand(domain, values));
        } catch (MalformedException e) {
            assertTrue(MacroString.isPrintable(e.getMessage()), e.getMessage());
        }
    }

    private static void expand(MacroString domain, MacroValues values) {
        assertFalse(domain.parts().isEmpty());
        Optional<String> name = domain.name(values);
        name.ifPresent(text -> assertTrue(text.length() <= 253 || !DomainNames.isWellFormed(text), text));
    }

    private static void explain(String text, MacroValues values) {
        try {
            assertTrue(MacroParser.explainString(text).text(values, 100).length() <= 100);
        } catch (MalformedException e) {
            assertTrue(e.getMessage().length() < 200);
        }
    }
}
