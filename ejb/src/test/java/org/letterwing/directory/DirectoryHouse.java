package org.letterwing.directory;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.function.Executable;

import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.store.Mailboxes;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The directory's beans on a database as one server has them: each call of an EJB is a transaction. */
final class DirectoryHouse implements AutoCloseable {

    /** What is done in one transaction. */
    interface Work<T> {
        T with(DirectoryAdministration administration) throws DirectoryException;
    }

    /** The administrator's password. */
    static final String ADMIN_PASSWORD = "the administrator's";

    private final TestDatabase database;
    private final EntityManager reading;
    private final DirectoryVersion version;

    /** Another server on the same database is another house. */
    DirectoryHouse(TestDatabase database) {
        this.database = database;
        this.reading = database.factory().createEntityManager();
        this.version = new DirectoryVersion(reading);
    }

    /** Returns the reading beans, which work without a transaction. */
    RecipientDirectory recipients() {
        return new RecipientDirectory(reading, version);
    }

    EndedLogins endedLogins() {
        return new EndedLogins(reading, version);
    }

    RecipientPolicy policy(RecipientDirectory directory) {
        return new RecipientPolicy(directory, new RelayPolicy(), new Mailboxes(reading), new ListenerBacklog(reading));
    }

    EntityManager reading() {
        return reading;
    }

    /** Does an administrator's work, after which the container tells of the commit. */
    <T> T admin(Work<T> work) throws DirectoryException {
        return work(entities -> Reach.ALL, work);
    }

    /** Does the work of somebody who administers some domains. */
    <T> T as(String account, Work<T> work) throws DirectoryException {
        return work(entities -> new DomainAdministrators(entities).reachOf(account), work);
    }

    private <T> T work(Function<EntityManager, Reach> reach, Work<T> work) throws DirectoryException {
        try {
            return change((entities, raising) -> {
                try {
                    return work.with(new DirectoryAdministration(
                            entities, new Mailboxes(entities), raising, change -> {}, () -> reach.apply(entities)));
                } catch (DirectoryException e) {
                    throw new Refused(e);
                }
            });
        } catch (Refused e) {
            throw (DirectoryException) e.getCause();
        }
    }

    /** Expects that work is refused, with a message that says something. */
    void refuses(DirectoryException.Kind kind, Work<?> work) {
        refused(kind, () -> admin(work));
    }

    /** Expects that the work of somebody who administers some domains is refused; returns the message. */
    String refuses(String account, DirectoryException.Kind kind, Work<?> work) {
        return refused(kind, () -> as(account, work));
    }

    private static String refused(DirectoryException.Kind kind, Executable work) {
        DirectoryException refusal = assertThrows(DirectoryException.class, work);
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertFalse(refusal.getMessage().isBlank());
        return refusal.getMessage();
    }

    /** Lets an account administer domains. */
    void delegate(String account, String... domains) {
        change((entities, raising) -> {
            for (String domain : domains) {
                assertDoesNotThrow(() -> new DomainDelegation(entities, raising, change -> {}).add(domain, account));
            }
            return null;
        });
    }

    /** Takes the right to administer a domain back. */
    void withdraw(String account, String domain) {
        change((entities, raising) -> {
            assertDoesNotThrow(() -> new DomainDelegation(entities, raising, change -> {}).remove(domain, account));
            return null;
        });
    }

    /** Adds an account with the password {@code secret} and returns its key. */
    long account(String domain, String localPart, Long quota) throws DirectoryException {
        String address = admin(a -> a.addAccount(domain, new NewAccount(localPart, "secret".toCharArray(), quota)))
                .address();
        return recipients().accountId(address).orElseThrow();
    }

    /** Puts a mail of this size into a mailbox. */
    void fill(long account, long octets) {
        UUID delivery = UUID.randomUUID();
        long key = delivery.getMostSignificantBits();
        database.run(entities -> {
            entities.createNativeQuery(
                            "INSERT INTO message (id, delivery_id, size, head) VALUES (:key, :delivery, :size, :head)")
                    .setParameter("key", key)
                    .setParameter("delivery", delivery)
                    .setParameter("size", octets)
                    .setParameter("head", new byte[0])
                    .executeUpdate();
            entities.createNativeQuery("INSERT INTO mailbox_entry (id, mailbox_id, message_id, size, internal_date)"
                            + " SELECT :key, id, :key, :size, CURRENT_TIMESTAMP FROM mailbox"
                            + " WHERE account_id = :account AND name = 'INBOX'")
                    .setParameter("key", key)
                    .setParameter("size", octets)
                    .setParameter("account", account)
                    .executeUpdate();
        });
    }

    void remember(String application, Collection<String> patterns) {
        remember(new ListenerFacts(
                application, patterns.stream().map(AddressPattern::parse).toList(), 0, List.of(), 0, false));
    }

    void remember(ListenerFacts listener) {
        change((entities, raising) -> {
            new ListenerMemory(entities, raising).remember(listener);
            return null;
        });
    }

    /** Starts the server's administrator. */
    Administrator administrator() {
        return change((entities, raising) -> {
            Administrator administrator = new Administrator(entities, new Mailboxes(entities), raising);
            administrator.start(Optional.of(ADMIN_PASSWORD), Path.of("not looked at"));
            return administrator;
        });
    }

    <T> T change(Change<T> change) {
        T result = database.call(entities -> change.in(entities, new DirectoryVersion(entities)));
        version.follow(new DirectoryVersion.Raised(versionOf(database)));
        return result;
    }

    private static long versionOf(TestDatabase database) {
        return database.call(entities -> new DirectoryVersion(entities).current());
    }

    @Override
    public void close() {
        reading.close();
    }

    /** A call of an EJB. */
    interface Change<T> {
        T in(EntityManager entities, DirectoryVersion version);
    }

    private static final class Refused extends RuntimeException {
        Refused(DirectoryException cause) {
            super(cause);
        }
    }
}
