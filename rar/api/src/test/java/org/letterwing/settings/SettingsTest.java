package org.letterwing.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingsTest {

    @AfterEach
    void clear() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("letterwing."))
                .forEach(System::clearProperty);
    }

    @Test
    void everyDefaultIsAValidValue() {
        Settings.all().forEach(Setting::get);
        assertEquals(2525, Settings.SMTP_PORT.get());
        assertEquals(Optional.empty(), Settings.DB_URL.get());
        assertEquals(PlaintextAuth.LOOPBACK, Settings.AUTH_PLAINTEXT.get());
    }

    @Test
    void namesAreUniqueAndFormVariables() {
        assertEquals(
                Settings.all().size(),
                new HashSet<>(Settings.all().stream().map(Setting::name).toList()).size());
        assertEquals("LETTERWING_MESSAGE_MAX_SIZE", Settings.MESSAGE_MAX_SIZE.environmentName());
    }

    @Test
    void aPropertyIsReadAnew() {
        System.setProperty("letterwing.smtp.port", " 25 ");
        assertEquals(25, Settings.SMTP_PORT.get());
        System.setProperty("letterwing.auth.plaintext", "Always");
        assertEquals(PlaintextAuth.ALWAYS, Settings.AUTH_PLAINTEXT.get());
        System.setProperty("letterwing.data.dir", "mail");
        assertEquals(Path.of("mail").toAbsolutePath(), Settings.DATA_DIR.get());
    }

    @Test
    void twoPhaseCommitNeedsPostgres() {
        assertFalse(Settings.DB_XA.get());
        System.setProperty("letterwing.db.xa", "true");
        System.setProperty("letterwing.db.url", "jdbc:postgresql://localhost/mail");
        assertTrue(Settings.DB_XA.get());
    }

    @Test
    void anAddressOfThisMachine() throws UnknownHostException {
        assertEquals(Optional.empty(), OutboundSettings.BIND_ADDRESS.get());
        for (String address : List.of("192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1")) {
            System.setProperty("letterwing.outbound.bind-address", address);
            assertEquals(Optional.of(InetAddress.getByName(address)), OutboundSettings.BIND_ADDRESS.get());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "letterwing.smtp.port, abc, a port from 1 to 65535",
        "letterwing.smtp.port, 65536, a port from 1 to 65535",
        "letterwing.outbound.bind-address, mail.example.org, an IP address of this machine",
        "letterwing.outbound.bind-address, 1.2.3.4.5, an IP address of this machine",
        "letterwing.smtp.port, -1, a port from 1 to 65535",
        "letterwing.db.url, jdbc:mysql://x/y, jdbc:postgresql:",
        "letterwing.db.wait, 1h, a number of seconds",
        "letterwing.db.xa, yes, true or false",
        "letterwing.db.xa, TRUE, true or false",
        "letterwing.db.xa, true, false with the embedded database",
        "letterwing.auth.plaintext, sometimes, 'one of never, loopback, always'",
        "letterwing.message.max-size, 10, a number of octets from 65536",
        "letterwing.hostname, a b, a host name",
        "letterwing.access.deny, 10.0.0.1/8, '10.0.0.1/8' is none",
        "letterwing.limits.exempt, localhost, 'localhost' is none",
        "letterwing.limits.buffered, 5, a number of octets from 1048576",
        "letterwing.limits.session-time, 0, a number of seconds from 1 to 86400",
        "letterwing.dns.servers, dns.example.org, 'dns.example.org' is none",
        "letterwing.dns.servers, 127.0.0.1:0, '127.0.0.1:0' is none",
        "letterwing.dns.servers, 127.0.0.256, '127.0.0.256' is none",
        "letterwing.dnsbl.zones, zen example.org, 'zen' is none",
        "letterwing.dnsbl.zones, zen.example.org=x, 'zen.example.org=x' is none",
        "letterwing.smtp.reverse-dns, yes, 'one of off, mark, require'",
        "letterwing.dmarc.report-address, dmarc, an address of this server such as dmarc@example.com",
        "letterwing.dmarc.reports, true, 'false, unless letterwing.dmarc.report-address says whom they come from'"
    })
    void aWrongValueIsOneLineThatSaysWhatToChange(String name, String value, String rule) {
        System.setProperty(name, value);
        Setting<?> setting = Settings.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        SettingException e = assertThrows(SettingException.class, setting::get);
        assertTrue(e.getMessage().startsWith(name + " is '" + value + "', but must be "), e.getMessage());
        assertTrue(e.getMessage().contains(rule), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
    }

    @Test
    void serversAndZonesAreLists() {
        System.setProperty("letterwing.dns.servers", "127.0.0.1:5353, [2001:db8::53]:54 192.0.2.53, [::1]");
        assertEquals(
                List.of(
                        new InetSocketAddress("127.0.0.1", 5353),
                        new InetSocketAddress("2001:db8::53", 54),
                        new InetSocketAddress("192.0.2.53", 53),
                        new InetSocketAddress("::1", 53)),
                ClientSettings.DNS_SERVERS.get());
        System.setProperty("letterwing.dnsbl.zones", "zen.example.org=2, bl.example.net");
        assertEquals(Map.of("zen.example.org", 2, "bl.example.net", 1), ClientSettings.DNSBL_ZONES.get());
    }

    @Test
    void aMistypedNameIsFound() {
        System.setProperty("letterwing.smtp.port", "25");
        System.setProperty("letterwing.smtp.prot", "25");
        assertEquals(List.of("letterwing.smtp.prot"), Settings.unknownNames());
    }

    @Test
    void passwordsWithoutTlsDependOnTheClient() throws UnknownHostException {
        InetAddress loopback = InetAddress.getByName("::1");
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
        assertTrue(PlaintextAuth.LOOPBACK.allows(loopback));
        assertFalse(PlaintextAuth.LOOPBACK.allows(elsewhere));
        assertFalse(PlaintextAuth.NEVER.allows(loopback));
        assertTrue(PlaintextAuth.ALWAYS.allows(elsewhere));
    }
}
