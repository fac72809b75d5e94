package org.letterwing.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SearchKey.Day.Relation;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.SortCriterion.Field;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.ThreadAlgorithm;
import org.letterwing.mailbox.UidSet;
import org.letterwing.search.MailSearch;
import org.letterwing.search.SearchIndex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Searches, orders and threads over mailboxes. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class MailSearchTest extends ReadingContract {

    private static final String ONE = """
            From: "Zo\u00eb, the first" <zoe@example.com>
            To: bob@example.com
            Subject: Re: [list] =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Date: Wed, 3 Jan 2024 23:00:00 -0500
            Message-ID: <1@x>
            References: <0@x>

            The quick brown fox
            """.replace("\n", "\r\n");

    private static final String TWO =
            """
            From: alice@example.com
            To: Carol <carol@example.com>
            Cc: zoe@example.com
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Date: Tue, 2 Jan 2024 10:00:00 +0000
            Message-ID: <0@x>
            X-Mark: yes

            VGhlIGxhenkgZG9n
            """.replace("\n", "\r\n").replace("X-Mark", "Content-Transfer-Encoding: base64\r\nX-Mark");

    private static final String THREE = "From: Dave <dave@example.com>\r\nSubject: other\r\n\r\n" + "x".repeat(1000);

    @TempDir
    Path indexFolder;

    private SearchIndex index;
    private OpenMailbox inbox;

    MailSearchTest(Kind kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        index = new SearchIndex(indexFolder.resolve("search"));
        append("INBOX", new Flags(Set.of(SystemFlag.SEEN), Set.of("Later")), ONE);
        append("INBOX", Flags.NONE, TWO, THREE);
        inbox = open("INBOX");
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private UidSet search(SearchKey key) {
        return call(em -> new MailSearch(em, index).search(inbox.key(), key)).uids();
    }

    private void assertFound(SearchKey key, long... uids) {
        assertEquals(UidSet.of(uids), search(key), key::toString);
    }

    private List<Long> sort(SortCriterion... order) {
        return call(em -> new MailSearch(em, index).sort(inbox.key(), new SearchKey.And(List.of()), List.of(order)));
    }

    private static SortCriterion by(Field field) {
        return new SortCriterion(field, false);
    }

    @Test
    void rowsAreFoundByWhatTheySay() {
        assertFound(new SearchKey.And(List.of()), 1, 2, 3);
        assertFound(new SearchKey.HasFlag(SystemFlag.SEEN), 1);
        assertFound(new SearchKey.Not(new SearchKey.HasFlag(SystemFlag.SEEN)), 2, 3);
        assertFound(new SearchKey.HasKeyword("LATER"), 1);
        assertFound(new SearchKey.Uids(UidSet.of(2, 9)), 2);
        assertFound(new SearchKey.Size(true, 900), 3);
        assertFound(new SearchKey.Size(false, 900), 1, 2);
        assertFound(new SearchKey.Modseq(inbox.highestModseq() + 1));
        assertFound(new SearchKey.Arrived(true, Instant.now().plusSeconds(1000)), 1, 2, 3);
        assertFound(new SearchKey.Arrived(false, Instant.now().plusSeconds(1000)));
        assertFound(new SearchKey.ThreadId("T1"));
        assertFound(new SearchKey.EmailId("M0"));
        assertFound(new SearchKey.Or(new SearchKey.HasKeyword("Later"), new SearchKey.Uids(UidSet.of(3))), 1, 3);
        assertEquals(
                inbox.highestModseq(),
                call(em -> new MailSearch(em, index).search(inbox.key(), new SearchKey.And(List.of())))
                        .highestModseq());
    }

    @Test
    void daysAreThoseOfTheSender() {
        LocalDate day = LocalDate.of(2024, 1, 3);
        assertFound(new SearchKey.Day(true, Relation.ON, day), 1);
        assertFound(new SearchKey.Day(true, Relation.BEFORE, day), 2);
        assertFound(new SearchKey.Day(true, Relation.SINCE, day), 1);
        assertFound(new SearchKey.Day(false, Relation.SINCE, day), 1, 2, 3);
    }

    @Test
    void headersAreFoundDecoded() {
        for (int i = 0; i < 2; i++) {
            assertFound(new SearchKey.Header("subject", "gr\u00dc\u00dfe"), 1, 2);
            assertFound(new SearchKey.Header("From", "zo\u00cb"), 1);
            assertFound(new SearchKey.Header("FROM", "example.com"), 1, 2, 3);
            assertFound(new SearchKey.Header("Cc", "zoe"), 2);
            assertFound(new SearchKey.Header("x-mark", ""), 2);
            assertFound(new SearchKey.Header("x-mark", "no"));
            assertFound(new SearchKey.Text("quick"), 1); // now all are indexed
        }
    }

    @Test
    void textsAreFoundAnywhereInWords() {
        for (int i = 0; i < 2; i++) {
            assertFound(new SearchKey.Body("ICK BROWN"), 1);
            assertFound(new SearchKey.Body("lazy"), 2);
            assertFound(new SearchKey.Body("VGhlIGxhenkgZG9n"));
            assertFound(new SearchKey.Body("zoe"));
            assertFound(new SearchKey.Text("ZOE"), 1, 2);
            assertFound(new SearchKey.Body(""), 1, 2, 3);
            assertFound(new SearchKey.Body("xx"), 3);
            assertFound(new SearchKey.Body("x".repeat(1000)), 3);
            assertFound(new SearchKey.Body("x".repeat(1001)));
            assertFound(new SearchKey.Not(new SearchKey.Text("quick")), 2, 3);
        }
    }

    @Test
    void theIndexMayBeLostAndBroken() throws IOException {
        assertFound(new SearchKey.Body("quick"), 1);
        index.close();
        Path folder = indexFolder.resolve("search");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("write.lock")) {
                    Files.write(file, new byte[] {1, 2, 3});
                }
            }
        }
        index = new SearchIndex(folder);
        assertFound(new SearchKey.Body("quick"), 1);
        assertTrue(Files.exists(indexFolder.resolve("search.broken")));
    }

    @Test
    void withoutAnIndexTheMessagesAreRead() {
        index.close();
        assertFound(new SearchKey.Body("quick"), 1);
        assertFound(new SearchKey.Header("Cc", "zoe"), 2);
    }

    @Test
    void whatIsLargerThanTheIndexTakesIsReadToItsEnd() {
        append("INBOX", Flags.NONE, "\r\n" + "0123456 89abcd\r\n".repeat(100_000) + "the end");
        assertFound(new SearchKey.Body("cd The End"), 4);
        assertFound(new SearchKey.Body("cd The End"), 4);
        assertFound(new SearchKey.Body("89ABCD 0123"), 4);
    }

    @Test
    void ordersAreThoseOfRfc5256() {
        assertEquals(List.of(1L, 2L, 3L), sort(by(Field.ARRIVAL)));
        assertEquals(List.of(2L, 1L, 3L), sort(by(Field.DATE)));
        assertEquals(List.of(3L, 1L, 2L), sort(new SortCriterion(Field.DATE, true)));
        assertEquals(List.of(2L, 3L, 1L), sort(by(Field.FROM)));
        assertEquals(List.of(1L, 2L, 3L), sort(by(Field.SUBJECT)));
        assertEquals(List.of(2L, 1L, 3L), sort(by(Field.SUBJECT), by(Field.DATE)));
        assertEquals(List.of(3L, 1L, 2L), sort(by(Field.TO)));
        assertEquals(List.of(1L, 3L, 2L), sort(by(Field.CC)));
        assertEquals(3L, sort(new SortCriterion(Field.SIZE, true)).get(0));
        assertEquals(List.of(2L, 3L, 1L), sort(by(Field.DISPLAYFROM)));
        assertEquals(List.of(3L, 1L, 2L), sort(by(Field.DISPLAYTO)));
    }

    @Test
    void threadsAreMade() {
        for (ThreadAlgorithm algorithm : ThreadAlgorithm.values()) {
            List<MessageThread> threads =
                    call(em -> new MailSearch(em, index).thread(inbox.key(), new SearchKey.And(List.of()), algorithm));
            assertEquals("2(1) 3", write(threads), algorithm::toString);
        }
    }

    private static String write(List<MessageThread> threads) {
        return threads.stream()
                .map(t -> t.uid() + (t.children().isEmpty() ? "" : "(" + write(t.children()) + ")"))
                .collect(Collectors.joining(" "));
    }
}
