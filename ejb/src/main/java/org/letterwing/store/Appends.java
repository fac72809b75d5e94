package org.letterwing.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.database.DiskSpace;
import org.letterwing.mailbox.AppendedMessages;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.mailbox.UidSet;

/**
 * Adds messages of clients to mailboxes (RFC 9051 6.3.12), as they are. The contents are written before the mailbox is
 * locked, so that nobody waits for them. Thread-safe.
 */
@ApplicationScoped
public class Appends {

    @Inject
    private EntityManager entities;

    @Inject
    private DiskSpace disk;

    protected Appends() {}

    /** Works with the given entity manager and disk. */
    Appends(EntityManager entities, DiskSpace disk) {
        this.entities = entities;
        this.disk = disk;
    }

    /**
     * Adds messages to a mailbox of an account, all or none.
     *
     * @throws UncheckedIOException if a content can't be read
     */
    public AppendedMessages append(long account, String name, List<NewMessage> messages) throws MailboxException {
        MailboxLookup lookup = new MailboxLookup(entities);
        long target = lookup.get(account, name, Reason.TRYCREATE);
        long octets = messages.stream().mapToLong(m -> m.content().size()).sum();
        new Quotas(entities).check(account, octets);
        if (!disk.hasRoomFor(octets)) {
            throw new MailboxException(Reason.LIMIT, "The disk has no room for the message, try again later");
        }
        List<Long> stored = store(messages);
        Mailbox mailbox = lookup.lockAndNumber(target);
        Instant now = Instant.now();
        long first = mailbox.uidNext();
        for (int i = 0; i < stored.size(); i++) {
            NewMessage message = messages.get(i);
            mailbox.remember(message.flags().keywords());
            Instant date = message.internalDate() == null ? now : message.internalDate();
            entities.persist(new NumberedEntry(
                    mailbox, stored.get(i), first + i, message.content().size(), date, message.flags()));
        }
        mailbox.numbered(stored.size(), octets);
        mailbox.changed();
        entities.flush();
        return new AppendedMessages(target, UidSet.range(first, first + stored.size() - 1));
    }

    /** Stores contents, and returns the keys of their messages. */
    private List<Long> store(List<NewMessage> messages) {
        Inserts inserts = new Inserts(entities);
        List<Long> keys = new ArrayList<>(messages.size());
        for (NewMessage message : messages) {
            long size = message.content().size();
            try (InputStream content = message.content().open()) {
                keys.add(inserts.addMessage(UUID.randomUUID(), content, size));
            } catch (IOException e) {
                throw new UncheckedIOException("The content of a message that a client adds can't be read", e);
            }
        }
        inserts.flush();
        return keys;
    }
}
