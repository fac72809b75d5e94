package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a client makes of the numbers that it is told (RFC 9051 5.2, 7.5.1). */
class SelectedMailboxTest {

    private static final Flags SEEN = new Flags(Set.of(SystemFlag.SEEN), Set.of());

    /** A client's list of messages; it learns of new ones that they are there, and which they are by FETCH alone. */
    private static final class Client {

        private final List<Long> uids = new ArrayList<>();

        private void hears(Iterator<Response> responses, SelectedMailbox mailbox) {
            for (String line : written(responses)) {
                String[] words = line.split(" ");
                switch (words[2]) {
                    case "EXPUNGE" -> uids.remove(Integer.parseInt(words[1]) - 1);
                    case "EXISTS" -> {
                        while (uids.size() < Integer.parseInt(words[1])) {
                            uids.add(mailbox.uid(uids.size() + 1));
                        }
                    }
                    case "FETCH" -> assertEquals(uids.get(Integer.parseInt(words[1]) - 1), Long.parseLong(words[4]));
                    default -> assertEquals("RECENT", words[2]);
                }
            }
        }
    }

    private static List<String> written(Iterator<Response> responses) {
        ByteBuf out = Unpooled.buffer();
        responses.forEachRemaining(response -> response.write(new ResponseWriter(out, false)));
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }

    @Property
    void clientAndSessionAgreeOnNumbers(@ForAll("happenings") List<Integer> happenings) throws MailboxException {
        var mailboxes = new InMemoryMailboxes();
        var client = new Client();
        var mailbox = new SelectedMailbox("INBOX", mailboxes.open("", "INBOX", false), false, null);
        long key = mailbox.key();
        long last = 0;
        for (int happening : happenings) {
            if (happening < 30) {
                last = mailboxes.deliver("INBOX", "a message", Flags.NONE, null);
            } else if (happening < 60) {
                long uid = 1 + happening % Math.max(last, 1);
                if (mailboxes.message("INBOX", uid) != null) {
                    mailboxes.remove("INBOX", uid);
                }
            } else if (happening < 70) {
                mailboxes.store(
                        key,
                        UidSet.range(1, happening - 60),
                        new FlagChange(happening % 2 == 0 ? FlagChange.Kind.ADD : FlagChange.Kind.REMOVE, SEEN),
                        OptionalLong.empty());
            } else {
                var changes = mailboxes.changes(key, mailbox.highestModseq());
                client.hears(mailbox.update(changes, happening % 2 == 0, Set.of()), mailbox);
                assertEquals(mailbox.uids(), UidSet.of(client.uids));
            }
        }
        var changes = mailboxes.changes(key, mailbox.highestModseq());
        client.hears(mailbox.update(changes, true, Set.of()), mailbox);
        assertEquals(UidSet.of(client.uids), mailboxes.open("", "INBOX", true).uids());
    }

    @Test
    void expungesWaitWhileNumbersStay() throws MailboxException {
        var mailboxes = new InMemoryMailboxes();
        for (int i = 0; i < 3; i++) {
            mailboxes.deliver("a message");
        }
        var mailbox = new SelectedMailbox("INBOX", mailboxes.open("", "INBOX", false), false, null);
        mailbox.save(UidSet.range(1, 2));
        mailboxes.remove("INBOX", 1);
        mailboxes.deliver("a message");
        var changes = mailboxes.changes(mailbox.key(), mailbox.highestModseq());
        assertEquals(List.of("* 4 EXISTS", "* 4 RECENT"), written(mailbox.update(changes, false, Set.of())));
        assertEquals(2, mailbox.number(2));
        changes = mailboxes.changes(mailbox.key(), mailbox.highestModseq());
        assertEquals(List.of("* 1 EXPUNGE"), written(mailbox.update(changes, true, Set.of())));
        assertEquals(1, mailbox.number(2));
        assertEquals(UidSet.of(2), mailbox.saved());
    }

    @Test
    void whatWasToldIsNotToldAgain() throws MailboxException {
        var mailboxes = new InMemoryMailboxes();
        mailboxes.deliver("a message");
        mailboxes.deliver("a message");
        var mailbox = new SelectedMailbox("INBOX", mailboxes.open("", "INBOX", false), false, null);
        mailboxes.flag("INBOX", 1, SEEN);
        mailboxes.flag("INBOX", 2, SEEN);
        mailbox.told(List.of(new MessageFlags(1, 4, SEEN), new MessageFlags(2, 4, Flags.NONE)));
        var changes = mailboxes.changes(mailbox.key(), mailbox.highestModseq());
        assertEquals(
                List.of("* 2 FETCH (UID 2 FLAGS (\\Recent \\Seen))"),
                written(mailbox.update(changes, true, Set.of(Enabled.UTF8_ACCEPT))));
    }

    @Provide
    Arbitrary<List<Integer>> happenings() {
        return Arbitraries.integers().between(0, 90).list().ofMaxSize(60);
    }
}
