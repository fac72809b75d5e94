package org.letterwing.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.authentication.keys.KeySecret;
import org.letterwing.directory.Administrator;
import org.letterwing.settings.Settings;

/**
 * Takes the second factor of the account {@value Administrator#NAME} away when the server starts and whoever runs it has
 * asked for that by a file in its data folder, {@value #FILE}: for nobody else can, when that is lost. The file goes away
 * with it.
 */
@Singleton
@Startup
@DependsOn("Administrator")
@PermitAll
public class LostSecondFactor {

    private static final System.Logger LOG = System.getLogger(LostSecondFactor.class.getName());
    private static final String FILE = "admin-second-factor-lost";

    @Inject
    private EntityManager entities;

    @Inject
    private KeySecret secret;

    /** For the container. */
    public LostSecondFactor() {}

    LostSecondFactor(EntityManager entities, KeySecret secret) {
        this.entities = entities;
        this.secret = secret;
    }

    @PostConstruct
    private void start() {
        start(Settings.DATA_DIR.get());
    }

    /** Looks into the data folder. */
    void start(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                takeAway(file);
                Files.delete(file); // or nothing is done, as it would be done again at each start
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " can't be removed: change the folder's owner", e);
        }
    }

    private void takeAway(Path file) {
        boolean taken = new AccountKeys(entities)
                .of(Administrator.NAME)
                .filter(account -> new FactorOfAccount(entities, secret, account).turnOff())
                .isPresent();
        LOG.log(
                Level.WARNING,
                "The file {0} was there: the account {1} {2}",
                file,
                Administrator.NAME,
                taken ? "has no second factor any more" : "had no second factor");
    }
}
