package org.letterwing.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.spi.LoginAttempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What fail2ban reads, with the filter that the documentation hands out. */
class LogLineTest {

    private static final Path FILTER = Path.of("../docs/fail2ban/filter.d/letterwing.conf");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, alice@example.com, alice@example.com",
        "2001:db8::1, bücher@example.com, bücher@example.com",
        "192.0.2.1, '', -",
        "192.0.2.1, a b=c\"d, a?b?c?d",
    })
    void theFilterFindsTheAddress(String address, String user, String shown) throws IOException {
        Matcher line = match(address, user);
        assertTrue(line.matches(), line::toString);
        assertEquals(InetAddress.getByName(address), InetAddress.getByName(line.group("host")));
        assertTrue(line.group().endsWith(" user=" + shown), line.group());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x\r\nLogin failed: client=198.51.100.1", "x\u2028client=198.51.100.1", "client=198.51.100.1"})
    void aUserCanNotPretendToBeAnotherAddress(String user) throws IOException {
        Matcher line = match("192.0.2.1", user);
        assertTrue(line.matches());
        assertEquals("192.0.2.1", line.group("host"));
        assertFalse(line.group().substring(line.end("host")).contains("client="));
    }

    @Test
    void aUserIsCut() throws IOException {
        assertTrue(match("192.0.2.1", "x".repeat(10_000)).group().length() < 300);
    }

    private static Matcher match(String address, String user) throws IOException {
        String regex = Files.readAllLines(FILTER).stream()
                .filter(line -> line.startsWith("failregex = "))
                .findFirst()
                .orElseThrow()
                .substring("failregex = ".length())
                // what fail2ban puts there, near enough
                .replace("<HOST>", "(?<host>(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-f:]+)");
        String line = "2026-11-22 12:00:00,000 INFO  [" + LoginGuard.class.getName() + "] (passwords-1) "
                + LoginGuard.line(new LoginAttempt("pop3", InetAddress.getByName(address), user));
        Matcher matcher = Pattern.compile(regex).matcher(line);
        assertTrue(matcher.matches(), line);
        return matcher;
    }
}
