package org.letterwing.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.directory.DirectoryException;
import org.letterwing.spi.MailSession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SessionFilterTest {

    @ParameterizedTest
    @CsvSource({
        ", , true",
        "' ', ' ', true",
        "ALICE@Bücher.example, , true",
        "bob@bücher.example, , false",
        "@bücher.example, , true",
        "@example, , false",
        "admin, , false",
        ", 192.0.2.7, true",
        ", 192.0.2.0/24, true",
        ", '192.0.2.8, 2001:db8::/32', false",
        "alice@xn--bcher-kva.example, 192.0.2.7, true",
        "alice@xn--bcher-kva.example, 192.0.2.8, false",
    })
    void sessionsAreMeantByUserAndClient(String user, String client, boolean meant) throws DirectoryException {
        assertEquals(meant, SessionFilter.of(user, client).test(session(Optional.of("alice@xn--bcher-kva.example"))));
    }

    @Test
    void whoHasNotLoggedInIsNoUser() throws DirectoryException {
        assertEquals(false, SessionFilter.of("alice@bücher.example", "").test(session(Optional.empty())));
        assertEquals(true, SessionFilter.of("", "192.0.2.7").test(session(Optional.empty())));
    }

    @Test
    void whatIsMeantIsWritten() throws DirectoryException {
        assertTrue(SessionFilter.of(null, null).isOfAll());
        assertEquals(
                "a@b.test 192.0.2.7", SessionFilter.of("A@b.test", "192.0.2.7").toString());
        assertThrows(DirectoryException.class, () -> SessionFilter.of(null, "host.example"));
    }

    private static MailSession session(Optional<String> user) {
        return new MailSession(
                1,
                "imap",
                new InetSocketAddress("192.0.2.7", 40_000),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                user,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }
}
