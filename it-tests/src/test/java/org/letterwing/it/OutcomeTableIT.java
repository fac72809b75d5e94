package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    void anApplicationThatIsAwayIsRemembered(MailHost host) throws IOException {
        deployer.deploy("shop");
        assertReply(host, "250 2.0.0", "orders@shop.test");
        deployer.undeploy("shop");
        assertReply(host, "451 4.3.0", "orders@shop.test");
        assertReply(host, "550 5.1.1", "somebody@shop.test");
        deployer.deploy("shop");
        assertReply(host, "250 2.0.0", "orders@shop.test");
        deployer.undeploy("shop");
    }

    @Test
    void aSecondOwnerHasToWaitForAnotherTransaction(MailHost host) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            client.command("MAIL FROM:<" + SENDER + ">");
            assertStartsWith("250", client.command("RCPT TO:<first@container.outcomes.test>"));
            assertStartsWith("452 4.5.3", client.command("RCPT TO:<" + USER + ">"));
            assertStartsWith("452 4.5.3", client.command("RCPT TO:<other@none.outcomes.test>"));
            assertStartsWith("250", client.command("RCPT TO:<second@container.outcomes.test>"));
            client.command("DATA");
            assertStartsWith("250 2.0.0", client.data(MAIL));
        }
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
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            assertStartsWith(reply, client.send(SENDER, MAIL, recipient));
        }
    }

    private static void assertStartsWith(String expected, String reply) {
        assertTrue(reply.startsWith(expected), () -> "expected " + expected + ", was " + reply);
    }
}
