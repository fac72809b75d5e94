package org.letterwing.credential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.authentication.keys.KeySecret;
import org.letterwing.directory.Change;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Logins;
import org.letterwing.directory.Reach;
import org.letterwing.directory.TestDirectory;
import org.letterwing.directory.WrongSecretException;
import org.letterwing.spi.ScramCredential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A second factor, on both databases. */
abstract class SecondFactorContract extends CredentialContract {

    private KeySecret secret;
    private NewSecondFactor prepared;

    @BeforeEach
    void makeSecret() {
        secret = new KeySecret(Optional.empty(), folder.resolve("data"));
        prepared = new NewSecondFactor(TotpKey.random(), "Letterwing", ALICE);
    }

    @Test
    void whoTurnsItOnGivesACodeFromThenOn() throws DirectoryException {
        assertFalse(isOn(ALICE));
        assertEquals(new SecondFactorView(false, 0), call(em -> own(em, ALICE).view()));
        assertFalse(isEnded(ALICE));
        List<String> recoveryCodes = turnOn(ALICE);
        assertTrue(isEnded(ALICE), "also what the password alone had opened");
        assertTrue(isOn("Alice@Bücher.example"));
        assertFalse(isOn(BOB));
        assertFalse(isOn(ADMIN));
        assertFalse(isOn("nobody"));
        assertEquals(new SecondFactorView(true, 10), call(em -> own(em, ALICE).view()));
        assertEquals(10, new HashSet<>(recoveryCodes).size());
        assertRefused(Kind.CONFLICT, em -> own(em, ALICE).turnOn("secret".toCharArray(), prepared, code(0)));
        assertEquals(List.of("second factor turned on"), operations());
        assertFalse(told.toString().contains(prepared.letters()));
    }

    @Test
    void theAdministratorHasOneToo() throws DirectoryException {
        call(em -> own(em, ADMIN).turnOn("the administrator's".toCharArray(), prepared, code(0)));
        assertTrue(isOn("Admin"));
        assertFalse(isOn(ALICE));
        assertTrue(take("Admin", code(30)));
        assertFalse(take(ALICE, code(30)));
        assertEquals(Optional.empty(), mail(ADMIN, "the administrator's"));
    }

    @Test
    void passwordAndCodeMustBeRightToTurnItOn() {
        assertThrows(
                WrongSecretException.class,
                () -> call(em -> own(em, ALICE).turnOn("wrong".toCharArray(), prepared, code(0))));
        assertThrows(
                WrongSecretException.class,
                () -> call(em -> own(em, ALICE).turnOn("secret".toCharArray(), prepared, "000")));
        assertFalse(isOn(ALICE));
    }

    @Test
    void aCodeIsRightOnceAndNoneBeforeIt() throws DirectoryException {
        turnOn(ALICE);
        Instant now = Instant.now().plusSeconds(3600);
        assertFalse(take(ALICE, prepared.key().code(Instant.now()), Instant.now()), "it has turned it on");
        String code = prepared.key().code(now);
        assertFalse(take(BOB, code, now));
        assertTrue(take(ALICE, " " + code.substring(0, 3) + " " + code.substring(3), now));
        assertFalse(take(ALICE, code, now));
        assertFalse(take(ALICE, prepared.key().code(now.minusSeconds(30)), now));
        assertTrue(take(ALICE, prepared.key().code(now.plusSeconds(30)), now));
        assertFalse(take(ALICE, "", now));
    }

    @Test
    void aRecoveryCodeIsRightOnce() throws DirectoryException {
        String first = turnOn(ALICE).get(0);
        assertTrue(first.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"), first);
        assertFalse(take(BOB, first));
        assertTrue(take(ALICE, first.replace("-", " ").toUpperCase()));
        assertFalse(take(ALICE, first));
        assertEquals(9, call(em -> own(em, ALICE).view()).recoveryCodes());
    }

    @Test
    void recoveryCodesAreRenewedAndTheOldOnesForgotten() throws DirectoryException {
        List<String> old = turnOn(ALICE);
        assertThrows(WrongSecretException.class, () -> call(em -> own(em, ALICE).renewRecoveryCodes("000000000")));
        List<String> renewed = call(em -> own(em, ALICE).renewRecoveryCodes(old.get(0)));
        assertFalse(take(ALICE, old.get(1)));
        assertTrue(take(ALICE, renewed.get(9)));
        assertEquals(List.of("second factor turned on", "second factor changed"), operations());
    }

    @Test
    void onlyWhoHasACodeTurnsItOff() throws DirectoryException {
        List<String> recoveryCodes = turnOn(ALICE);
        assertThrows(
                WrongSecretException.class,
                () -> call(em -> {
                    own(em, ALICE).turnOff("wrong");
                    return null;
                }));
        run(em -> own(em, ALICE).turnOff(recoveryCodes.get(3)));
        assertFalse(isOn(ALICE));
        assertFalse(take(ALICE, recoveryCodes.get(4)));
        assertEquals(Optional.of(ALICE), mail(ALICE, "secret"));
        turnOn(ALICE);
    }

    @Test
    void programsNeedPasswordsOfTheirOwnThen() throws DirectoryException {
        String telephone = call(em -> passwords(em, ALICE).add("secret".toCharArray(), "telephone", null))
                .password();
        turnOn(ALICE);
        assertEquals(Optional.empty(), mail(ALICE, "secret"));
        assertEquals(Optional.of(ALICE), mail(ALICE, telephone));
        assertEquals(Optional.of(BOB), mail(BOB, "secret"));
    }

    @Test
    void scramThenLooksAsIfThereWereNoAccount() throws DirectoryException {
        ScramCredential before = scram();
        turnOn(ALICE);
        ScramCredential after = scram();
        assertFalse(Arrays.equals(before.salt(), after.salt()));
        assertFalse(Arrays.equals(before.storedKey(), after.storedKey()));
        assertArrayEquals(after.salt(), scram().salt(), "always the same");
    }

    @Test
    void aSuspendedAccountHasNoRightCodes() throws DirectoryException {
        turnOn(ALICE);
        database.run(em -> TestDirectory.suspend(em, DOMAIN, "alice", true));
        assertFalse(take(ALICE, code(30)));
    }

    @Test
    void neitherKeyNorRecoveryCodesCanBeReadInTheDatabase() throws DirectoryException {
        turnOn(ALICE);
        byte[] kept =
                database.call(em -> (byte[]) em.createNativeQuery("SELECT totp_key FROM second_factor", byte[].class)
                        .getSingleResult());
        assertFalse(new String(kept, StandardCharsets.ISO_8859_1)
                .contains(new String(prepared.key().octets(), StandardCharsets.ISO_8859_1)));
        List<?> digests = database.call(em -> em.createNativeQuery("SELECT digest FROM recovery_code", String.class)
                .getResultList());
        assertTrue(digests.stream().allMatch(digest -> digest.toString().matches("[0-9a-f]{64}")));
    }

    @Test
    void withoutTheSecretRecoveryCodesAreLeft() throws DirectoryException {
        List<String> recoveryCodes = turnOn(ALICE);
        secret = new KeySecret(Optional.empty(), folder.resolve("another"));
        assertFalse(take(ALICE, code(30)));
        assertTrue(take(ALICE, recoveryCodes.get(0)));
    }

    @Test
    void anAdministratorTakesItAwayAndSeesThePasswordsOfPrograms() throws DirectoryException {
        long telephone = call(em -> passwords(em, ALICE).add("secret".toCharArray(), "telephone", null))
                .view()
                .id();
        turnOn(ALICE);
        told.clear();
        assertRefused(Kind.NOT_FOUND, em -> {
            administration(em).removeSecondFactor(BOB);
            return null;
        });
        assertRefused(Kind.NOT_FOUND, em -> {
            administration(em).removeSecondFactor(ADMIN);
            return null;
        });
        run(em -> administration(em).removeSecondFactor("alice@bücher.example"));
        assertFalse(isOn(ALICE));
        database.run(em -> em.createNativeQuery("DELETE FROM ended_login").executeUpdate());
        assertEquals(
                List.of("telephone"),
                call(em -> administration(em).applicationPasswords(ALICE)).stream()
                        .map(ApplicationPasswordView::name)
                        .toList());
        assertRefused(Kind.NOT_FOUND, em -> {
            administration(em).removeApplicationPassword(BOB, telephone);
            return null;
        });
        assertFalse(isEnded(ALICE));
        run(em -> administration(em).removeApplicationPassword(ALICE, telephone));
        assertTrue(isEnded(ALICE), "also what had logged in with it");
        assertEquals(List.of(), call(em -> administration(em).applicationPasswords(ALICE)));
        assertEquals(List.of("second factor taken away", "application password removed"), operations());
    }

    @Test
    void administratorsOfADomainTakeAwayWhatIsThereAlone() throws DirectoryException {
        turnOn(ALICE);
        Reach there = Reach.of(Set.of("xn--bcher-kva.example"));
        for (Reach elsewhere : List.of(Reach.of(Set.of("example.com")), Reach.of(Set.of()))) {
            assertRefused(Kind.NOT_FOUND, em -> administration(em, elsewhere).applicationPasswords(ALICE));
            assertRefused(Kind.NOT_FOUND, em -> {
                administration(em, elsewhere).removeSecondFactor(ALICE);
                return null;
            });
        }
        assertRefused(Kind.NOT_FOUND, em -> {
            administration(em).removeSecondFactor(ADMIN);
            return null;
        });
        run(em -> administration(em, there).removeSecondFactor(ALICE));
        assertFalse(isOn(ALICE));
    }

    @Test
    void theAdministratorsIsTakenAwayByAFile() throws Exception {
        call(em -> own(em, ADMIN).turnOn("the administrator's".toCharArray(), prepared, code(0)));
        turnOn(ALICE);
        database.run(em -> new LostSecondFactor(em, secret).start(folder));
        assertTrue(isOn(ADMIN));
        Path file = Files.createFile(folder.resolve("admin-second-factor-lost"));
        database.run(em -> new LostSecondFactor(em, secret).start(folder));
        assertFalse(isOn(ADMIN));
        assertTrue(isOn(ALICE));
        assertFalse(Files.exists(file), "it is done once");
    }

    @Test
    void itGoesWithItsAccount() throws DirectoryException {
        turnOn(ALICE);
        database.run(em -> TestDirectory.removeDomain(em, DOMAIN));
        assertRefused(Kind.NOT_FOUND, em -> own(em, ALICE).view());
    }

    private OwnSecondFactor own(EntityManager entities, String owner) {
        Logins logins = TestDirectory.logins(entities);
        return new OwnSecondFactor(entities, secret, logins, told::add, () -> owner);
    }

    private CredentialAdministration administration(EntityManager entities) {
        return administration(entities, Reach.ALL);
    }

    private CredentialAdministration administration(EntityManager entities, Reach reach) {
        return new CredentialAdministration(entities, secret, told::add, reach);
    }

    private List<String> turnOn(String owner) throws DirectoryException {
        return call(em -> own(em, owner).turnOn("secret".toCharArray(), prepared, code(0)));
    }

    private String code(int secondsFromNow) {
        return prepared.key().code(Instant.now().plusSeconds(secondsFromNow));
    }

    private boolean take(String user, String code) {
        return database.call(em -> new SecondFactors(em, secret).take(user, code));
    }

    private boolean take(String user, String code, Instant now) {
        return database.call(em -> new SecondFactors(em, secret).take(user, code, now));
    }

    private boolean isOn(String user) {
        return database.call(em -> TestDirectory.logins(em).hasSecondFactor(user));
    }

    private ScramCredential scram() {
        return database.call(em -> TestDirectory.logins(em).scramCredential(ALICE));
    }

    private List<String> operations() {
        return told.stream().map(Change::operation).toList();
    }
}
