package org.letterwing.authentication.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.settings.SettingException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where the secret of the signing keys comes from, and who can read it. */
class KeySecretTest {

    private static final byte[] PLAIN = {1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void isMadeOnceForTheOwnerAlone() throws Exception {
        Path data = folder.resolve("data");
        byte[] encrypted = new KeySecret(Optional.empty(), data).encryption().encrypt(PLAIN, "a");
        Path file = data.resolve("signing-keys-secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(file).strip().matches("[A-Za-z0-9_-]{43}=?"), "256 bits");
        KeySecret again = new KeySecret(Optional.empty(), data);
        assertEquals("the file " + file, again.source());
        assertArrayEquals(PLAIN, again.encryption().decrypt(encrypted, "a"));
    }

    @Test
    void theSettingComesFirst() throws Exception {
        Path file = Files.writeString(folder.resolve("mine"), "0123456789abcdef0123456789abcdef\n");
        assertEquals("the file " + file, new KeySecret(Optional.of(file), folder).source());
        assertFalse(Files.exists(folder.resolve("signing-keys-secret")));
    }

    @Test
    void theSettingsMayHoldTheSecretThatAFileHeldBefore() throws Exception {
        byte[] encrypted = new KeySecret(Optional.empty(), folder).encryption().encrypt(PLAIN, "a");
        KeySecret moved = new KeySecret(
                Files.readString(folder.resolve("signing-keys-secret")).strip());
        assertArrayEquals(PLAIN, moved.encryption().decrypt(encrypted, "a"));
        assertEquals("the setting letterwing.keys.secret", moved.source());
        SettingException refused = assertThrows(SettingException.class, () -> new KeySecret("too short"));
        assertTrue(refused.getMessage().contains("letterwing.keys.secret"), refused.getMessage());
        assertFalse(refused.getMessage().contains("too short"), refused.getMessage());
    }

    @Test
    void aFileThatIsNamedAndNotThereStopsTheStart() {
        Path file = folder.resolve("mistyped");
        SettingException refused = assertThrows(SettingException.class, () -> new KeySecret(Optional.of(file), folder));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("letterwing.keys.file"), refused.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatIsTooShortForASecretStopsTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("mine"), "password\n");
        SettingException refused = assertThrows(SettingException.class, () -> new KeySecret(Optional.of(file), folder));
        assertTrue(refused.getMessage().contains("32 characters"), refused.getMessage());
        assertFalse(refused.getMessage().contains("password"), refused.getMessage());
    }
}
