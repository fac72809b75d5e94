package org.letterwing.directory;

import java.nio.file.Path;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.settings.Settings;
import org.letterwing.store.Mailboxes;

/**
 * The account {@value #NAME}, which is there from the first start: it manages the server, and its mailbox holds the
 * mail for postmaster that no one else takes. So such mail is never refused (RFC 5321 4.5.1), and the administrator
 * reads it over POP3 with the same name and password. It belongs to no domain and has no address of its own.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@PermitAll
public class Administrator {

    /** The account's login name. */
    public static final String NAME = "admin";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private DirectoryVersion version;

    private volatile ScramVerifier verifier;

    /** For the container. */
    public Administrator() {}

    Administrator(EntityManager entities, Mailboxes mailboxes, DirectoryVersion version) {
        this.entities = entities;
        this.mailboxes = mailboxes;
        this.version = version;
    }

    @PostConstruct
    private void start() {
        start(Settings.ADMIN_PASSWORD.get(), Settings.DATA_DIR.get());
    }

    /** Gets the password, and makes the account and its mailbox unless they are there. */
    void start(Optional<String> configuredPassword, Path dataFolder) {
        verifier = AdministratorPassword.load(configuredPassword, dataFolder);
        if (isMissing()) {
            version.raise();
            if (isMissing()) { // no other server was faster
                Account account = new Account(null, NAME, null, null);
                entities.persist(account);
                mailboxes.create(account.id());
                mailboxes.createUsual(account.id());
            }
        }
    }

    private boolean isMissing() {
        return entities.createQuery("select a.id from Account a where a.domain is null", Long.class)
                .getResultList()
                .isEmpty();
    }

    /** Returns what is kept of the administrator's password. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ScramVerifier verifier() {
        return verifier;
    }

    /** Returns whether this is the administrator's password, which is left as it is. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isPassword(char[] password) {
        return verifier.matches(password);
    }
}
