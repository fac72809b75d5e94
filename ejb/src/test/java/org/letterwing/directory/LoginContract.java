package org.letterwing.directory;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.spi.ScramCredential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who may log in, on both databases. */
abstract class LoginContract extends DirectoryContract {

    private Logins logins;

    @BeforeEach
    void fill() throws DirectoryException {
        logins = new Logins(house.reading(), house.administrator());
        house.admin(a -> a.addDomain("bücher.example"));
        house.account("bücher.example", "alice", null);
    }

    @Test
    void theAdministratorIsOneByNameAndPassword() {
        Optional<Login> admin = Optional.of(new Login("admin", Set.of("administrator")));
        assertEquals(admin, login("admin", DirectoryHouse.ADMIN_PASSWORD));
        assertEquals(admin, login("Admin", DirectoryHouse.ADMIN_PASSWORD));
        assertEquals(Optional.empty(), login("admin", "secret"));
        assertEquals(Optional.empty(), login("admin", ""));
        assertEquals(Optional.empty(), login("admin@bücher.example", DirectoryHouse.ADMIN_PASSWORD));
    }

    @Test
    void anAccountIsNoAdministrator() {
        Optional<Login> alice = Optional.of(new Login("alice@xn--bcher-kva.example", Set.of("user")));
        assertEquals(alice, login("alice@bücher.example", "secret"));
        assertEquals(alice, login("ALICE@XN--bcher-kva.Example", "secret"));
        assertEquals(Optional.empty(), login("alice@bücher.example", "Secret"));
        assertEquals(Optional.empty(), login("alice+x@bücher.example", "secret"));
        assertEquals(Optional.empty(), login("alice", "secret"));
        assertEquals(Optional.empty(), login("bob@bücher.example", "secret"));
        assertEquals(Optional.empty(), login("", ""));
    }

    @Test
    void nobodyLogsInToASuspendedAccount() throws DirectoryException {
        house.admin(a -> a.changeAccount("bücher.example", "alice", new AccountChange(null, null, true)));
        assertEquals(Optional.empty(), login("alice@bücher.example", "secret"));
        assertEquals(Optional.empty(), logins.canonicalName("alice@bücher.example"));
        house.admin(a -> a.changeAccount("bücher.example", "alice", new AccountChange(null, null, false)));
        assertTrue(login("alice@bücher.example", "secret").isPresent());
    }

    @Test
    void aNewPasswordCounts() throws DirectoryException {
        house.admin(a -> a.changeAccount("bücher.example", "alice", new AccountChange("another".toCharArray(), null)));
        assertEquals(Optional.empty(), login("alice@bücher.example", "secret"));
        assertEquals(
                "alice@xn--bcher-kva.example",
                login("alice@bücher.example", "another").orElseThrow().name());
    }

    @Test
    void scramHasTheVerifierThatIsKept() {
        ScramCredential credential = logins.scramCredential("ALICE@bücher.example");
        ScramVerifier derived =
                ScramVerifier.derive("secret".toCharArray(), credential.salt(), credential.iterations());
        assertArrayEquals(derived.storedKey(), credential.storedKey());
        assertArrayEquals(derived.serverKey(), credential.serverKey());
        ScramCredential admin = logins.scramCredential("Admin");
        assertArrayEquals(
                ScramVerifier.derive(DirectoryHouse.ADMIN_PASSWORD.toCharArray(), admin.salt(), admin.iterations())
                        .storedKey(),
                admin.storedKey());
    }

    @Test
    void scramOfAStrangerLooksLikeThatOfAnAccount() {
        ScramCredential alice = logins.scramCredential("alice@bücher.example");
        ScramCredential bob = logins.scramCredential("bob@bücher.example");
        ScramCredential again =
                new Logins(house.reading(), house.administrator()).scramCredential("BOB@xn--bcher-kva.example");
        assertEquals(alice.iterations(), bob.iterations());
        assertEquals(alice.salt().length, bob.salt().length);
        assertArrayEquals(bob.salt(), again.salt(), "always the same, on all servers");
        assertFalse(Arrays.equals(
                bob.salt(), logins.scramCredential("carol@bücher.example").salt()));
        assertFalse(Arrays.equals(bob.salt(), logins.scramCredential("bob").salt()));
    }

    @Test
    void accountsHaveCanonicalNames() {
        assertEquals(Optional.of("alice@xn--bcher-kva.example"), logins.canonicalName("Alice@Bücher.example"));
        assertEquals(Optional.of("admin"), logins.canonicalName("ADMIN"));
        assertEquals(Optional.empty(), logins.canonicalName("bob@bücher.example"));
        assertEquals(Optional.empty(), logins.canonicalName(""));
    }

    private Optional<Login> login(String user, String text) {
        char[] password = text.toCharArray();
        Optional<Login> login = logins.authenticate(user, password);
        assertArrayEquals(new char[text.length()], password, "wiped");
        return login;
    }
}
