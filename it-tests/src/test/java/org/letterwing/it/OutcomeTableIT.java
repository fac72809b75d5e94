package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The outcome table: what a client is told, by what an application's bean or the container did with the mail. */
@SharedServer
class OutcomeTableIT {

    private static final String SENDER = "sender@elsewhere.test";
    private static final byte[] MAIL = "Subject: outcome\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String USER = "alice@outcomes.test";

    /** More than a listener takes at once and lets wait. */
    private static final int CROWD = 200;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "outcomes", testable = false)
    static WebArchive outcomes() {
        return ApplicationWar.build("outcomes.war", "org.letterwing.it.outcomes");
    }

    @Deployment(name = "shop", testable = false, managed = false)
    static WebArchive shop() {
        return ApplicationWar.build("shop.war", "org.letterwing.it.external");
    }

    @BeforeEach
    void domains(MailHost host) throws IOException {
        for (String domain : List.of("outcomes.test", "shop.test")) {
            host.api().domain(domain);
        }
        for (String kind : List.of("container", "none", "own")) {
            host.api().domain(kind + ".outcomes.test");
        }
        host.api().account("alice", "outcomes.test", "wonderland");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    returns          | 250 2.0.0                     | 1
                    rejects-for-now  | 450 4.2.1 Closed until Monday | 0
                    rejects-for-good | 554 5.7.1 We don't want this  | 0
                    rolls-back       | 451 4.3.0                     | 0
                    throws           | 451 4.3.0                     | 0
                    fails-to-commit  | 451 4.3.0                     | 0
                    """)
    void aBeanInAContainerTransaction(String behaviour, String reply, int committed, MailHost host) throws IOException {
        assertOutcome(host, behaviour + "@container.outcomes.test", reply, committed);
    }

    /** Its own guarantee: what it did before it threw stays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    returns          | 250 2.0.0                     | 1
                    rejects-for-now  | 450 4.2.1 Closed until Monday | 1
                    rejects-for-good | 554 5.7.1 We don't want this  | 1
                    throws           | 451 4.3.0                     | 1
                    """)
    void aBeanWithoutAContainerTransaction(String behaviour, String reply, int committed, MailHost host)
            throws IOException {
        assertOutcome(host, behaviour + "@none.outcomes.test", reply, committed);
        assertOutcome(host, behaviour + "@own.outcomes.test", reply, committed);
    }

    @Test
    void mailForAnApplicationThatIsAwayIsKeptForIt(MailHost host) throws IOException {
        deployer.deploy("shop");
        assertReply(host, "250 2.0.0", "orders@shop.test");
        deployer.undeploy("shop");
        assertReply(host, "250 2.0.0", "orders@shop.test", "Subject: while you were away\r\n\r\nbody\r\n");
        assertReply(host, "550 5.1.1", "somebody@shop.test");
        deployer.deploy("shop");
        Wait.until(
                "the application has it",
                SOON,
                () -> host.application("shop").get("/orders").body().contains("while you were away"));
        deployer.undeploy("shop");
    }

    @Test
    void aMailOfSeveralOwnersIsTakenInOnePiece(MailHost host) throws IOException {
        int before = count(host, "first@container.outcomes.test");
        int beforeOther = count(host, "other@none.outcomes.test");
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            assertStartsWith(
                    "250 2.0.0",
                    client.send(SENDER, MAIL, "first@container.outcomes.test", USER, "other@none.outcomes.test"));
        }
        try (Pop3Client alice = host.pop3(USER, "wonderland")) {
            assertStartsWith("+OK", alice.command("TOP 1 0"));
        }
        Wait.until(
                "each application has it once",
                SOON,
                () -> count(host, "first@container.outcomes.test") == before + 1
                        && count(host, "other@none.outcomes.test") == beforeOther + 1);
    }

    @Test
    void aSenderWhoWantsToKnowIsToldThatTheApplicationHasIt(MailHost host) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            assertStartsWith("250", client.command("MAIL FROM:<" + USER + ">"));
            assertStartsWith("250", client.command("RCPT TO:<reported@container.outcomes.test> NOTIFY=SUCCESS"));
            assertStartsWith("354", client.command("DATA"));
            assertStartsWith("250", client.data(MAIL));
        }
        Wait.until("the report is there", SOON, () -> {
            try (Pop3Client alice = host.pop3(USER, "wonderland")) {
                return alice.retrieveAll().stream()
                        .map(mail -> new String(mail, StandardCharsets.UTF_8))
                        .anyMatch(mail -> mail.contains("Final-Recipient: rfc822; reported@container.outcomes.test")
                                && mail.contains("Action: delivered"));
            }
        });
    }

    @Test
    void aCrowdBeforeOneListenerIsToldToComeAgainAndDisturbsNobody(MailHost host) throws IOException {
        List<SmtpClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                SmtpClient client = host.smtp();
                crowd.add(client);
                client.command("EHLO test");
                assertStartsWith("354", client.open(SENDER, "waits@container.outcomes.test"));
                client.write("Subject: crowd\r\n\r\n.\r\n");
                client.flush();
            }
            assertStartsWith("451 4.3.2", crowd.get(CROWD - 1).reply());
            assertReply(host, "250 2.0.0", "returns@none.outcomes.test");
            assertReply(host, "250 2.0.0", USER);
            assertEquals(200, host.application("outcomes").post("/release", "").statusCode());
            assertStartsWith("250 2.0.0", crowd.get(0).reply());
        } finally {
            for (SmtpClient client : crowd) {
                client.close();
            }
        }
    }

    private static void assertOutcome(MailHost host, String recipient, String reply, int committed) throws IOException {
        int before = count(host, recipient);
        assertReply(host, reply, recipient);
        assertEquals(committed, count(host, recipient) - before, "work of the bean that was committed");
    }

    private static int count(MailHost host, String recipient) throws IOException {
        return Integer.parseInt(host.application("outcomes")
                .get("/journal?recipient=" + recipient)
                .body());
    }

    private static void assertReply(MailHost host, String reply, String recipient) throws IOException {
        assertReply(host, reply, recipient, new String(MAIL, StandardCharsets.US_ASCII));
    }

    private static void assertReply(MailHost host, String reply, String recipient, String mail) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            assertStartsWith(reply, client.send(SENDER, mail.getBytes(StandardCharsets.US_ASCII), recipient));
        }
    }

    private static void assertStartsWith(String expected, String reply) {
        assertTrue(reply.startsWith(expected), () -> "expected " + expected + ", was " + reply);
    }
}
