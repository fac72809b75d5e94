package org.letterwing.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.letterwing.spi.ListenerFacts;
import org.letterwing.store.Mailboxes;

/** The directory for tests of those who use it. */
public final class TestDirectory {

    private TestDirectory() {}

    /** Returns what says who takes the mail for an address. */
    public static RecipientDirectory recipients(EntityManager entities) {
        return new RecipientDirectory(entities, new DirectoryVersion(entities));
    }

    /** Returns what says whether mail for an address is taken. */
    public static RecipientPolicy policy(EntityManager entities) {
        return new RecipientPolicy(
                recipients(entities), new RelayPolicy(), new Mailboxes(entities), new ListenerBacklog(entities));
    }

    /** Adds a domain. */
    public static void addDomain(EntityManager entities, String name) {
        try {
            administration(entities).addDomain(name);
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Removes a domain with all that it has. */
    public static void removeDomain(EntityManager entities, String name) {
        try {
            administration(entities).removeDomain(name, true);
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Adds an account without a quota. */
    public static void addAccount(EntityManager entities, String domain, String localPart) {
        try {
            administration(entities).addAccount(domain, new NewAccount(localPart, "secret".toCharArray(), null));
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns what checks passwords; that of the administrator is {@code the administrator's}. */
    public static Logins logins(EntityManager entities) {
        Administrator administrator =
                new Administrator(entities, new Mailboxes(entities), new DirectoryVersion(entities));
        administrator.start(Optional.of(DirectoryHouse.ADMIN_PASSWORD), Path.of("not looked at"));
        return new Logins(entities, administrator);
    }

    /** Gives an account another password. */
    public static void setPassword(EntityManager entities, String domain, String localPart, String password) {
        change(entities, domain, localPart, new AccountChange(password.toCharArray(), null));
    }

    /** Lets nobody log in to an account, or lets its owner again. */
    public static void suspend(EntityManager entities, String domain, String localPart, boolean suspended) {
        change(entities, domain, localPart, new AccountChange(null, null, suspended));
    }

    private static void change(EntityManager entities, String domain, String localPart, AccountChange change) {
        try {
            administration(entities).changeAccount(domain, localPart, change);
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Remembers a listener of an application. */
    public static void remember(EntityManager entities, ListenerFacts listener) {
        new ListenerMemory(entities, new DirectoryVersion(entities)).remember(listener);
    }

    /** Forgets all listeners of applications. */
    public static void forgetListeners(EntityManager entities) {
        try {
            for (ListenerView listener :
                    administration(entities).listeners(null, 100).items()) {
                administration(entities).removeListener(listener.id());
            }
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Gives an account a quota, in octets. */
    public static void setQuota(EntityManager entities, String domain, String localPart, long quota) {
        entities.createQuery("update Account a set a.quota = :quota where a.localPart = :name and a.domain.id ="
                        + " (select d.id from Domain d where d.name = :domain)")
                .setParameter("quota", quota)
                .setParameter("name", localPart)
                .setParameter("domain", domain)
                .executeUpdate();
    }

    /** Adds an alias. */
    public static void addAlias(EntityManager entities, String domain, String localPart, String... targets) {
        try {
            administration(entities).addAlias(domain, localPart, List.of(targets));
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Lets an application send as an address. */
    public static void grant(EntityManager entities, String application, String address) {
        try {
            administration(entities).addApplicationGrant(application, address);
        } catch (DirectoryException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static DirectoryAdministration administration(EntityManager entities) {
        return new DirectoryAdministration(
                entities, new Mailboxes(entities), new DirectoryVersion(entities), change -> {});
    }
}
