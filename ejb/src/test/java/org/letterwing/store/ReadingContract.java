package org.letterwing.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;

import org.letterwing.database.DiskSpace;
import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What IMAP does with mailboxes, on each database; this class brings the words to say it in. */
abstract class ReadingContract extends StoreContract {

    long alice;

    /** What one server has in memory. */
    final RecentOctets recentHeaders = new RecentOctets(1024 * 1024);

    ReadingContract(Kind kind) {
        super(kind);
    }

    @BeforeEach
    void makeAlice() {
        alice = account("alice");
    }

    /** An operation on mailboxes. */
    interface Operation<R> {
        R run(EntityManager entities) throws MailboxException;
    }

    /** What was refused, as an unchecked exception, so that the transaction is rolled back. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Reason reason;

        Refused(MailboxException cause) {
            super(cause);
            reason = cause.reason();
        }
    }

    <R> R call(Operation<R> operation) {
        return database.call(em -> {
            try {
                return operation.run(em);
            } catch (MailboxException e) {
                throw new Refused(e);
            }
        });
    }

    void assertRefused(Reason reason, Operation<?> operation) {
        try {
            call(operation);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (!(cause instanceof Refused) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof Refused refused) {
                assertEquals(reason, refused.reason);
                return;
            }
            throw e;
        }
        throw new AssertionError("Nothing was refused, but " + reason + " should be");
    }

    void create(String name) {
        call(em -> new MailboxTree(em).create(alice, name, Set.of()));
    }

    OpenMailbox open(String name) {
        return call(em -> new MailboxViews(em).open(alice, name, false));
    }

    Changes changes(OpenMailbox mailbox, long since) {
        return call(em -> new MailboxViews(em).changes(mailbox.key(), since));
    }

    StoredFlags flag(OpenMailbox mailbox, UidSet uids, SystemFlag... flags) {
        return call(em -> new FlagChanges(em)
                .store(
                        mailbox.key(),
                        uids,
                        new FlagChange(FlagChange.Kind.ADD, new Flags(Set.copyOf(Arrays.asList(flags)), Set.of())),
                        OptionalLong.empty()));
    }

    UidSet append(String mailbox, Flags flags, String... contents) {
        List<NewMessage> messages = Arrays.stream(contents)
                .map(content -> new NewMessage(flags, null, content(content.getBytes(StandardCharsets.UTF_8))))
                .toList();
        return call(em -> new Appends(em, new DiskSpace(Optional.empty(), 0)).append(alice, mailbox, messages))
                .uids();
    }

    static NewMessage.Content content(byte[] octets) {
        return new NewMessage.Content() {
            @Override
            public long size() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    Fetches fetches(EntityManager entities) {
        return new Fetches(entities, new Structures(entities), new Headers(entities, recentHeaders));
    }

    FetchedMessages fetch(OpenMailbox mailbox, UidSet uids, FetchPart... parts) {
        return call(em -> fetches(em).fetch(mailbox.key(), uids, Set.of(parts)));
    }

    byte[] read(OpenMailbox mailbox, long uid) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] piece;
        do {
            piece = call(em -> fetches(em).read(mailbox.key(), uid, octets.size()));
            octets.writeBytes(piece);
        } while (piece.length > 0);
        return octets.toByteArray();
    }
}
