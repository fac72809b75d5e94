package org.letterwing.authentication.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

import org.letterwing.secret.SecretFile;
import org.letterwing.settings.KeySettings;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;

/**
 * The file with the secret under which the private keys are in the database; servers that share a database need the same.
 * Thread-safe.
 */
@ApplicationScoped
class KeyFile {

    private static final String NAME = "signing-keys-secret";
    private static final int RANDOM_OCTETS = 32;
    private static final int SHORTEST = 32;

    private Path path;
    private KeyEncryption encryption;

    /** For the container. */
    protected KeyFile() {}

    /**
     * Reads a file.
     *
     * @param configured the file of the settings, which must be there; empty for one that is made once
     * @param folder where that one is
     * @throws SettingException if it can't be read or made, or is too short for a secret
     */
    KeyFile(Optional<Path> configured, Path folder) {
        read(configured, folder);
    }

    @PostConstruct
    private void read() {
        read(KeySettings.FILE.get(), Settings.DATA_DIR.get());
    }

    private void read(Optional<Path> configured, Path folder) {
        path = configured.orElseGet(() -> folder.resolve(NAME));
        String secret;
        try {
            // A mistyped name must not make another secret.
            secret = configured.isPresent()
                    ? Files.readString(path).strip()
                    : SecretFile.readOrMake(path, RANDOM_OCTETS);
        } catch (IOException e) {
            throw new SettingException(
                    "The secret of the signing keys can't be read from " + path + " (" + e
                            + "): change the file's owner, or set " + KeySettings.FILE.name(),
                    e);
        }
        if (secret.length() < SHORTEST) {
            throw new SettingException(
                    "The file " + path + " holds no secret for signing keys: it must have " + SHORTEST
                            + " characters or more, such as openssl rand -base64 32 makes",
                    null);
        }
        encryption = new KeyEncryption(secret);
    }

    /** Returns where the file is. */
    Path path() {
        return path;
    }

    /** Returns what encrypts private keys. */
    KeyEncryption encryption() {
        return encryption;
    }
}
