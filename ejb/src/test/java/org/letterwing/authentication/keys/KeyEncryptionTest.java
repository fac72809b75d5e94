package org.letterwing.authentication.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is encrypted comes back for who has the secret, and for nobody else. */
class KeyEncryptionTest {

    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.US_ASCII);

    private final KeyEncryption encryption = new KeyEncryption("secret");

    @Test
    void comesBack() throws Exception {
        byte[] encrypted = encryption.encrypt(PLAIN, "owner");
        assertArrayEquals(PLAIN, new KeyEncryption("secret").decrypt(encrypted, "owner"));
        assertFalse(Arrays.equals(encrypted, encryption.encrypt(PLAIN, "owner")), "each has a nonce of its own");
    }

    @Test
    void anotherSecretOrOwnerOrOctetIsFoundOut() {
        byte[] encrypted = encryption.encrypt(PLAIN, "owner");
        fails(new KeyEncryption("another"), encrypted, "owner");
        fails(encryption, encrypted, "another");
        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;
            fails(encryption, changed, "owner");
            fails(encryption, Arrays.copyOf(encrypted, i), "owner");
        }
    }

    private static void fails(KeyEncryption encryption, byte[] encrypted, String owner) {
        assertThrows(GeneralSecurityException.class, () -> encryption.decrypt(encrypted, owner));
    }
}
