package org.letterwing.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is kept of messages beside their octets. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class StructuresTest extends ReadingContract {

    private static final String MAIL = "Subject: one\r\n\r\ntext\r\n";

    StructuresTest(Kind kind) {
        super(kind);
    }

    private List<Long> messages() {
        return database.call(em -> em.createQuery("SELECT m.id FROM Message m ORDER BY m.id", Long.class)
                .getResultList());
    }

    private Map<Long, MessageStructure> structures() {
        List<Long> messages = messages();
        return database.call(em -> new Structures(em).of(messages));
    }

    @Test
    void structuresAreReadOnceAndKept() {
        append("INBOX", Flags.NONE, MAIL, "Subject: two\r\n\r\n");
        Map<Long, MessageStructure> first = structures();
        assertEquals(2, first.size());
        assertEquals("one", first.get(messages().get(0)).envelope().subject());
        assertEquals(2, count("message_structure"));
        assertEquals(first, structures());
    }

    @Test
    void anotherVersionIsReadAnew() {
        append("INBOX", Flags.NONE, MAIL);
        Map<Long, MessageStructure> first = structures();
        database.run(em -> em.createNativeQuery("UPDATE message_structure SET data = :data")
                .setParameter("data", new byte[] {99})
                .executeUpdate());
        assertEquals(first, structures());
        assertTrue(number("SELECT MIN(OCTET_LENGTH(data)) FROM message_structure") > 1);
    }

    @Test
    void largeMessagesAreReadPieceByPiece() {
        String large = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
                + "0123456789abcd\r\n".repeat(20_000) + "\r\n--b\r\n\r\nlast\r\n--b--\r\n";
        append("INBOX", Flags.NONE, large);
        MessageStructure structure = structures().values().iterator().next();
        assertEquals(large.length(), structure.root().end());
        assertEquals(320_000, structure.root().parts().get(0).size());
        assertEquals(4, structure.root().parts().get(1).size());
    }

    @Test
    void messagesThatAreGoneAreMissing() {
        deliver(new Arrival(TestMail.of(MAIL), java.util.Set.of(alice)));
        List<Long> messages = messages();
        structures();
        database.run(em -> {
            em.createNativeQuery("DELETE FROM mailbox_entry").executeUpdate();
            new Contents(em).unneeded(messages);
        });
        database.run(TestStore::sweep);
        assertEquals(0, count("message_structure"));
        assertEquals(Map.of(), database.call(em -> new Structures(em).of(messages)));
        assertEquals(Map.of(), database.call(em -> new Structures(em).of(List.of())));
    }

    @Test
    void severalMayReadTheSame() throws Exception {
        String[] mails = new String[300];
        java.util.Arrays.fill(mails, MAIL);
        append("INBOX", Flags.NONE, mails);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Map<Long, MessageStructure>>> readers = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(this::structures))
                    .toList();
            for (Future<Map<Long, MessageStructure>> reader : readers) {
                assertEquals(300, reader.get().size());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(300, count("message_structure"));
    }
}
