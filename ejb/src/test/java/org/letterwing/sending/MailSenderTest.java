package org.letterwing.sending;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.MailNotSentException;
import org.letterwing.api.Recipient.Report;
import org.letterwing.api.SendOptions;
import org.letterwing.directory.ApplicationSenders;
import org.letterwing.directory.TestDirectory;
import org.letterwing.queue.TestQueue;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.Refusals;
import org.letterwing.store.Contents;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail of applications goes out as they made it, to whom they want it, or not at all; on both databases. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class MailSenderTest {

    enum DatabaseKind {
        H2,
        POSTGRES
    }

    private static final Caller SHOP = new Caller("shop.war", MailSenderTest.class.getClassLoader());
    private static final Map<String, String> SETTINGS = Map.of(
            "letterwing.hostname", "mail.shop.example",
            "letterwing.message.max-size", "300000",
            "letterwing.message.memory-limit", "20000");

    @TempDir
    private Path folder;

    private final DatabaseKind kind;
    private TestDatabase database;

    MailSenderTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        database = switch (kind) {
            case H2 -> TestDatabase.h2(folder);
            case POSTGRES -> TestDatabase.postgres();
        };
        SETTINGS.forEach(System::setProperty);
        System.setProperty("letterwing.data.dir", folder.toString());
        Files.createDirectory(folder.resolve("spool"));
        database.run(em -> {
            TestDirectory.addDomain(em, "shop.example");
            TestDirectory.addAccount(em, "shop.example", "alice");
            TestDirectory.addAccount(em, "shop.example", "bob");
            TestDirectory.grant(em, "shop.war", "shop@shop.example");
        });
    }

    @AfterEach
    void close() throws IOException {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("letterwing.data.dir");
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
        try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aMailGoesIntoMailboxesAndTheQueue() throws Exception {
        MimeMessage message = message();
        message.setRecipients(RecipientType.TO, "Alice <alice@shop.example>, friends: bob@shop.example;");
        message.setRecipients(RecipientType.CC, "carol@elsewhere.example");
        message.setRecipients(RecipientType.BCC, "dave@elsewhere.example, alice@shop.example");
        UUID id = send(message);
        assertEquals(1, number("SELECT COUNT(*) FROM message"));
        assertEquals(
                id,
                database.call(em -> em.createNativeQuery("SELECT delivery_id FROM message", UUID.class)
                        .getSingleResult()));
        assertEquals(2, number("SELECT COUNT(*) FROM mailbox_entry"));
        assertEquals(List.of("carol@elsewhere.example", "dave@elsewhere.example"), queued());
        assertEquals("shop@shop.example", one("SELECT reverse_path FROM queued_mail"));
        MimeMessage stored = stored();
        assertNull(stored.getHeader("Bcc"));
        assertEquals("<shop@shop.example>", stored.getHeader("Return-Path", null));
        assertTrue(stored.getHeader("Received", null).startsWith("by mail.shop.example id " + id + ";"));
        assertTrue(Duration.between(stored.getSentDate().toInstant(), Instant.now())
                        .toMinutes()
                < 1);
        assertEquals(1, stored.getHeader("Message-ID").length);
        assertEquals("dave@elsewhere.example, alice@shop.example", message.getHeader("Bcc", null), "as it was");
    }

    @Test
    void whatIsRolledBackIsNotThere() throws Exception {
        MimeMessage message = message();
        message.setRecipients(RecipientType.TO, "alice@shop.example, carol@elsewhere.example");
        assertThrows(
                IllegalStateException.class,
                () -> database.run(em -> {
                    send(em, message, SendOptions.NONE);
                    throw new IllegalStateException("rolled back");
                }));
        assertNothingIsThere();
    }

    @Test
    void aRefusalLeavesTheTransactionAlive() throws Exception {
        MimeMessage bad = message();
        bad.setRecipients(RecipientType.TO, "alice@shop.example, nobody@shop.example");
        MimeMessage good = message();
        good.setRecipients(RecipientType.TO, "alice@shop.example");
        database.run(em -> {
            assertThrows(Refused.class, () -> send(em, bad, SendOptions.NONE));
            send(em, good, SendOptions.NONE);
        });
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
    }

    @Test
    void recipientsThatCanNotBeAreNamed() throws Exception {
        MailNotSentException unknown = refusal(
                message(), SendOptions.NONE.to("nobody@shop.example", "alice@shop.example", "lost@shop.example"));
        assertEquals(
                Map.of(
                        "nobody@shop.example", Refusals.NO_SUCH_RECIPIENT,
                        "lost@shop.example", Refusals.NO_SUCH_RECIPIENT),
                unknown.recipients());
        assertTrue(unknown.getMessage().contains("nobody@shop.example (550 5.1.1 "), unknown.getMessage());
        MailNotSentException malformed =
                refusal(message(), SendOptions.NONE.to("alice@shop.example", "alice", "x>@shop.example"));
        assertEquals(Set.of("alice", "x>@shop.example"), malformed.recipients().keySet());
        assertNothingIsThere();
    }

    @Test
    void whatTheApplicationAskedForGoesAlong() throws Exception {
        Instant time = Instant.now().plus(Duration.ofHours(1));
        send(
                message(),
                SendOptions.NONE
                        .to("alice@shop.example", "carol@elsewhere.example")
                        .from("")
                        .reporting(Report.SUCCESS, Report.DELAY)
                        .returning(Return.HEADERS)
                        .envelopeId("order 7")
                        .notBefore(time)
                        .priority(7)
                        .requiringTls());
        assertEquals(0, number("SELECT COUNT(*) FROM mailbox_entry"), "it is not to be delivered yet");
        assertEquals(
                2,
                number("SELECT COUNT(*) FROM queue_entry WHERE reports = 'DELAY,SUCCESS' AND priority = 7"
                        + " AND next_attempt > CURRENT_TIMESTAMP + INTERVAL '3500' SECOND"));
        assertEquals(
                1,
                number("SELECT COUNT(*) FROM queued_mail WHERE requiretls AND reverse_path = ''"
                        + " AND dsn_return = 'HEADERS' AND envelope_id = 'order 7' AND NOT smtputf8"));
    }

    @Test
    void timesAreNotFarAhead() throws Exception {
        Instant late = Instant.now().plus(Duration.ofDays(400));
        MailNotSentException e =
                refusal(message(), SendOptions.NONE.to("alice@shop.example").notBefore(late));
        assertTrue(e.getMessage().contains("a year ahead at most"), e.getMessage());
    }

    @Test
    void whatAMailNeedsOfOthersIsSeen() throws Exception {
        MimeMessage message = message();
        message.setText("gr\u00fc\u00df", "utf-8");
        message.setHeader("Content-Transfer-Encoding", "8bit");
        send(message, SendOptions.NONE.to("carol@b\u00fccher.example"));
        assertEquals(1, number("SELECT COUNT(*) FROM queued_mail WHERE eight_bit_mime AND NOT smtputf8"));
        assertEquals(List.of("carol@xn--bcher-kva.example"), queued());
        send(message(), SendOptions.NONE.to("k\u00e4the@b\u00fccher.example"));
        assertEquals(1, number("SELECT COUNT(*) FROM queued_mail WHERE NOT eight_bit_mime AND smtputf8"));
    }

    @Test
    void eachAddressThatSaysWhoSendsIsChecked() throws Exception {
        SendOptions toAlice = SendOptions.NONE.to("alice@shop.example");
        MimeMessage from = message();
        from.addFrom(new InternetAddress[] {new InternetAddress("boss@shop.example")});
        MimeMessage sender = message();
        sender.setSender(new InternetAddress("boss@shop.example"));
        for (MailNotSentException e : List.of(
                refusal(from, toAlice),
                refusal(sender, toAlice),
                refusal(message(), toAlice.from("boss@shop.example")))) {
            assertEquals(
                    "The application shop.war may not send as boss@shop.example: it has no listener for that address. An"
                            + " administrator grants it by POST /letterwing/api/v1/grants"
                            + " {\"application\":\"shop.war\",\"address\":\"boss@shop.example\"}",
                    e.getMessage());
        }
        assertNothingIsThere();
        database.run(em -> TestDirectory.remember(em, listener("shop.war#Boss", "boss@shop.example")));
        send(sender, toAlice);
        assertTrue(stored().getHeader("Return-Path", null).contains("boss@shop.example"));
    }

    @Test
    void aMailNeedsAnAuthorAndRecipients() throws Exception {
        MimeMessage nobodys = new MimeMessage(Session.getInstance(new Properties()));
        nobodys.setText("text");
        assertTrue(refusal(nobodys, SendOptions.NONE.to("alice@shop.example"))
                .getMessage()
                .contains("no From"));
        assertTrue(refusal(message(), SendOptions.NONE).getMessage().contains("no recipients"));
        MimeMessage twice = message();
        twice.setHeader("From", "shop@shop.example boss@shop.example");
        assertTrue(refusal(twice, SendOptions.NONE.to("alice@shop.example"))
                .getMessage()
                .contains("From"));
    }

    @Test
    void aFullMailboxIsWaitedFor() throws Exception {
        database.run(em -> TestDirectory.setQuota(em, "shop.example", "alice", 10_000));
        execute("UPDATE mailbox SET octets = 9999 WHERE account_id ="
                + " (SELECT id FROM account WHERE local_part = 'alice')");
        send(message(), SendOptions.NONE.to("alice@shop.example", "bob@shop.example"));
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
        assertEquals(List.of("alice@shop.example"), queued());
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry WHERE ours"));
    }

    @Test
    void anApplicationThatIsAwayIsWaitedFor() throws Exception {
        database.run(em -> TestDirectory.remember(em, listener("other.war#Mail", "other@shop.example")));
        send(message(), SendOptions.NONE.to("other@shop.example"));
        assertEquals(List.of("other@shop.example"), queued());
        assertEquals("other.war#Mail", one("SELECT listener FROM queue_entry"));
        System.setProperty("letterwing.listeners.backlog", "1");
        try {
            MailNotSentException e = refusal(message(), SendOptions.NONE.to("other@shop.example"));
            assertEquals(Map.of("other@shop.example", Refusals.APPLICATION_BACKLOG), e.recipients());
        } finally {
            System.clearProperty("letterwing.listeners.backlog");
        }
    }

    @Test
    void aMessageIsSentAsItIs() throws Exception {
        String text = "Received: from there by here; Thu, 1 Jan 1970 00:00:00 +0000\r\n"
                + "Return-Path: <somebody@elsewhere.example>\r\n"
                + "DKIM-Signature:  v=1;\r\n\tb=abc\r\n"
                + "from:  shop@shop.example\r\nDATE: Thu, 1 Jan 1970 00:00:00 +0000\r\n"
                + "Message-Id: <1@shop.example>\r\n"
                + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n  two  \r\n--x--\r\n";
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        send(message, SendOptions.NONE.to("alice@shop.example"));
        String stored = content();
        String kept = text.replaceFirst("Return-Path:.*\r\n", "");
        assertTrue(stored.endsWith("\r\n" + kept), stored);
        assertEquals(2, stored.split("Received:", -1).length - 1);
        assertEquals(1, stored.toLowerCase().split("\nmessage-id:", -1).length - 1);
    }

    @Test
    void aLargeMailIsKeptWhole() throws Exception {
        MimeMessage message = message();
        String text = "0123456789012345678901234567890123456789012345678901234567890123456789\n".repeat(3000);
        message.setText(text);
        send(message, SendOptions.NONE.to("alice@shop.example"));
        assertEquals(text.replace("\n", "\r\n"), content().split("\r\n\r\n", 2)[1]);
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        MimeMessage message = message();
        message.setText("0123456789\n".repeat(30_000));
        SendOptions toAlice = SendOptions.NONE.to("alice@shop.example");
        assertEquals(
                "The mail can't be sent: it has more than 300000 octets; letterwing.message.max-size allows more",
                refusal(message, toAlice).getMessage());
        MimeMessage header = message();
        for (int i = 0; i < 300; i++) {
            header.addHeader("X-Number", "0".repeat(990));
        }
        assertTrue(refusal(header, toAlice).getMessage().contains("letterwing.smtp.max-header"));
        assertNothingIsThere();
    }

    @Test
    void whatGoesRoundInACircleIsRefused() throws Exception {
        MimeMessage message = message();
        for (int i = 0; i < 101; i++) {
            message.addHeader("Received", "by here; Thu, 1 Jan 1970 00:00:00 +0000");
        }
        assertTrue(refusal(message, SendOptions.NONE.to("alice@shop.example"))
                .getMessage()
                .contains("circle"));
    }

    @Test
    void contentThatCanNotBeReadIsRefused() throws Exception {
        MimeMessage message = message();
        message.setDataHandler(new DataHandler(new Broken()));
        MailNotSentException e = refusal(message, SendOptions.NONE.to("alice@shop.example"));
        assertTrue(e.getMessage().contains("the disk is broken"), e.getMessage());
        assertNothingIsThere();
    }

    /** Content of an application that fails. */
    private static final class Broken implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            throw new IOException("the disk is broken");
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "broken";
        }
    }

    private static ListenerFacts listener(String name, String pattern) {
        return new ListenerFacts(name, List.of(AddressPattern.parse(pattern)), 0, List.of(), 0, false);
    }

    private static MimeMessage message() throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom("The shop <shop@shop.example>");
        message.setSubject("Your order");
        message.setText("It is on its way.\n");
        return message;
    }

    private UUID send(MimeMessage message) {
        return send(message, SendOptions.NONE);
    }

    private UUID send(MimeMessage message, SendOptions options) {
        return database.call(em -> send(em, message, options));
    }

    private static UUID send(EntityManager em, MimeMessage message, SendOptions options) {
        MailSenderBean sender =
                new MailSenderBean(new ApplicationSenders(em), TestDirectory.policy(em), TestQueue.intake(em));
        try {
            return sender.send(message, options, SHOP);
        } catch (MailNotSentException e) {
            throw new Refused(e);
        }
    }

    private static final class Refused extends RuntimeException {
        Refused(MailNotSentException cause) {
            super(cause);
        }
    }

    private MailNotSentException refusal(MimeMessage message, SendOptions options) {
        Refused refused = assertThrows(Refused.class, () -> send(message, options));
        return (MailNotSentException) refused.getCause();
    }

    private void assertNothingIsThere() {
        for (String table : List.of("message", "mailbox_entry", "queued_mail", "queue_entry")) {
            assertEquals(0, number("SELECT COUNT(*) FROM " + table), table);
        }
    }

    private List<String> queued() {
        return database.call(
                em -> em.createNativeQuery("SELECT recipient FROM queue_entry ORDER BY recipient", String.class)
                        .getResultList());
    }

    private MimeMessage stored() throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(content().getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Returns the content of the one message that is stored. */
    private String content() {
        return database.call(em -> {
            long message =
                    ((Number) em.createNativeQuery("SELECT id FROM message").getSingleResult()).longValue();
            Contents contents = new Contents(em);
            Contents.Start start = contents.starts(Set.of(message)).get(message);
            StringBuilder text = new StringBuilder(new String(start.head(), StandardCharsets.ISO_8859_1));
            for (int number = 1; text.length() < start.size(); number++) {
                text.append(new String(contents.piece(message, number), StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        });
    }

    private long number(String sql) {
        return ((Number) one(sql)).longValue();
    }

    private Object one(String sql) {
        return database.call(em -> em.createNativeQuery(sql).getSingleResult());
    }

    private void execute(String sql) {
        database.run(em -> em.createNativeQuery(sql).executeUpdate());
    }
}
