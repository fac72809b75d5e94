package org.letterwing.directory;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

import org.letterwing.secret.SecretFile;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;

/** The administrator's password: that of the settings, else one that is made once and kept in a file. */
public final class AdministratorPassword {

    private static final System.Logger LOG = System.getLogger(AdministratorPassword.class.getName());
    private static final String FILE = "admin-password";
    private static final int RANDOM_OCTETS = 18;

    private AdministratorPassword() {}

    /**
     * Returns the password's verifier.
     *
     * @param configured the password of the settings; empty for that of the file
     * @param folder where the file is, or is made together with its folder
     * @throws SettingException if the password can't be one, or the file can't be read or made
     */
    static ScramVerifier load(Optional<String> configured, Path folder) {
        if (configured.isPresent()) {
            return verifier(configured.get(), Settings.ADMIN_PASSWORD.name());
        }
        Path file = file(folder);
        try {
            ScramVerifier verifier = verifier(SecretFile.readOrMake(file, RANDOM_OCTETS), "The file " + file);
            LOG.log(Level.INFO, "The password of the account {0} is in {1}", Administrator.NAME, file);
            return verifier;
        } catch (IOException e) {
            throw new SettingException(
                    "The administrator's password can't be read from or written to " + file + " (" + e
                            + "): change the folder's owner, or set " + Settings.ADMIN_PASSWORD.name(),
                    e);
        }
    }

    /** Returns where people find the password: the path of a file, or the name of the setting that gives it. */
    public static String place() {
        return Settings.ADMIN_PASSWORD.get().isPresent()
                ? Settings.ADMIN_PASSWORD.name()
                : file(Settings.DATA_DIR.get()).toString();
    }

    private static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    private static ScramVerifier verifier(String password, String origin) {
        return ScramVerifier.of(password.toCharArray())
                .orElseThrow(() -> new SettingException(
                        origin + " holds no password: it must be 1 to " + ScramVerifier.MAX_PASSWORD
                                + " characters without control characters",
                        null));
    }
}
