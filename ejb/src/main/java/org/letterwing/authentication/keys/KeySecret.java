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
 * The secret under which keys that nobody may read are in the database: from a file, or from the settings. Servers that share a
 * database need the same. Thread-safe.
 */
@ApplicationScoped
public class KeySecret {

    private static final String NAME = "signing-keys-secret";
    private static final int RANDOM_OCTETS = 32;
    private static final int SHORTEST = 32;

    private String source;
    private KeyEncryption encryption;

    /** For the container. */
    protected KeySecret() {}

    /**
     * Reads a file.
     *
     * @param configured the file of the settings, which must be there; empty for one that is made once
     * @param folder where that one is
     * @throws SettingException if it can't be read or made, or is too short for a secret
     */
    public KeySecret(Optional<Path> configured, Path folder) {
        read(configured, folder);
    }

    /**
     * Takes the secret of the settings.
     *
     * @throws SettingException if it is too short
     */
    KeySecret(String secret) {
        use(secret, "the setting " + KeySettings.SECRET.name());
    }

    @PostConstruct
    private void read() {
        Optional<String> secret = KeySettings.SECRET.get();
        if (secret.isPresent() && KeySettings.FILE.get().isPresent()) {
            throw new SettingException(
                    KeySettings.SECRET.name() + " and " + KeySettings.FILE.name() + " are two secrets: set one of them",
                    null);
        }
        if (secret.isPresent()) {
            use(secret.get(), "the setting " + KeySettings.SECRET.name());
        } else {
            read(KeySettings.FILE.get(), Settings.DATA_DIR.get());
        }
    }

    private void read(Optional<Path> configured, Path folder) {
        Path path = configured.orElseGet(() -> folder.resolve(NAME));
        try {
            // A mistyped name must not make another secret.
            String secret = configured.isPresent()
                    ? Files.readString(path).strip()
                    : SecretFile.readOrMake(path, RANDOM_OCTETS);
            use(secret, "the file " + path);
        } catch (IOException e) {
            throw new SettingException(
                    "The secret of the signing keys can't be read from " + path + " (" + e
                            + "): change the file's owner, or set " + KeySettings.FILE.name(),
                    e);
        }
    }

    private void use(String secret, String from) {
        if (secret.length() < SHORTEST) {
            throw new SettingException(
                    "There is no secret for signing keys in " + from + ": it must have " + SHORTEST
                            + " characters or more, such as openssl rand -base64 32 makes",
                    null);
        }
        source = from;
        encryption = new KeyEncryption(secret);
    }

    /** Returns where it is from, for messages. */
    public String source() {
        return source;
    }

    /** Returns what encrypts keys. */
    public KeyEncryption encryption() {
        return encryption;
    }
}
