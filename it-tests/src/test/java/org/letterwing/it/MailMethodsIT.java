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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application whose methods say by annotation which mail they take. */
@SharedServer
class MailMethodsIT {

    private static final String MAIL = "Subject: =?utf-8?Q?zehn_=C3=84pfel?=\r\nX-Reason: Inventory\r\n\r\nbody\r\n";

    private static final Duration SOON = Duration.ofSeconds(30);

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "methods", testable = false)
    static WebArchive methods() {
        return ApplicationWar.build("methods.war", "org.letterwing.it.methods");
    }

    @Deployment(name = "mistaken", testable = false, managed = false)
    static WebArchive mistaken() {
        return ApplicationWar.build("mistaken.war", "org.letterwing.it.mistaken");
    }

    @BeforeEach
    void domains(MailHost host) throws IOException {
        for (String domain :
                List.of("desk.test", "info.desk.test", "closed.desk.test", "own.desk.test", "later.desk.test")) {
            host.api().domain(domain);
        }
    }

    @Test
    void aMethodGetsWhatItsParametersName(MailHost host) throws IOException {
        assertWritten(host, List.of("order 7: zehn Äpfel: body"), "250 2.0.0", "orders+7@desk.test");
        assertWritten(host, List.of("HOURS of sender@elsewhere.test, received 1"), "250 2.0.0", "hours@info.desk.test");
        assertWritten(host, List.of("visit for 1"), "250 2.0.0", "desk@desk.test");
    }

    @Test
    void anAddressToWhichNoMethodFitsDoesNotExist(MailHost host) throws IOException {
        assertWritten(host, List.of(), "550 5.1.1", "orders+seven@desk.test");
        assertWritten(host, List.of(), "550 5.1.1", "weather@info.desk.test");
        assertWritten(host, List.of(), "550 5.1.1", "nobody@desk.test");
    }

    @Test
    void severalMethodsShareTheTransactionOfOneMail(MailHost host) throws IOException {
        assertWritten(
                host,
                List.of("order 2: zehn Äpfel: body", "visit for 4", "order 1: zehn Äpfel: body"),
                "250 2.0.0",
                "orders+2@desk.test",
                "desk@desk.test",
                "orders+1@desk.test",
                "Orders+2@desk.test");
        assertWritten(
                host, List.of(), "554 5.7.1 Inventory", "orders+3@desk.test", "closed@desk.test", "desk@desk.test");
    }

    @Test
    void aCheckedExceptionRollsBack(MailHost host) throws IOException {
        assertWritten(host, List.of(), "451 4.3.0", "fails@desk.test");
    }

    @Test
    void aMethodWithoutTransactionGivesItsOwnGuarantee(MailHost host) throws IOException {
        assertWritten(host, List.of("kept"), "450 4.2.1 Closed until Monday", "any@own.desk.test");
    }

    @Test
    void aMailOutOfTheQueueLeadsToMethodsToo(MailHost host) throws IOException {
        assertReply(host, "250 2.0.0", "7@later.desk.test");
        assertReply(host, "550 5.1.1", "seven@later.desk.test");
        Wait.until("the bean has it", SOON, () -> journal(host).contains("later 7: zehn Äpfel"));
    }

    @Test
    void aBeanWithAMistakeIsNotDeployedAndItsErrorSaysWhy() {
        Exception failure = assertThrows(Exception.class, () -> deployer.deploy("mistaken"));
        String message = failure.getMessage().replace("\\\"", "\"");
        assertTrue(
                message.contains("org.letterwing.it.mistaken.Tickets.reply: its parameter 1 (long) has @Param(\"id\"),"
                        + " but there is no {id} in the pattern tickets+{number}@desk.test"),
                message);
    }

    /** What the beans write for a mail, and keep. */
    private static void assertWritten(MailHost host, List<String> lines, String reply, String... recipients)
            throws IOException {
        List<String> expected = new ArrayList<>(journal(host));
        expected.addAll(lines);
        assertReply(host, reply, recipients);
        assertEquals(expected, journal(host));
    }

    private static void assertReply(MailHost host, String reply, String... recipients) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO test");
            String answer = client.send("sender@elsewhere.test", MAIL.getBytes(StandardCharsets.US_ASCII), recipients);
            assertTrue(answer.startsWith(reply), answer);
        }
    }

    private static List<String> journal(MailHost host) throws IOException {
        return host.application("methods").get("/journal").body().lines().toList();
    }
}
