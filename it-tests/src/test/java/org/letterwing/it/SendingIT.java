package org.letterwing.it;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.as.controller.client.helpers.Operations.CompositeOperationBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application built apart sends mail in its transactions: what is rolled back doesn't leave. */
@SharedServer
class SendingIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SHOP = "shop@merchant.test";
    private static final String ALICE = "u0@merchant.test";
    private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
    private static final String MAILCAP =
            "application/x-invoice;; x-java-content-handler=org.letterwing.it.merchant.Invoice$Handler\n";
    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    private final String subject = "mail-" + SUBJECTS.incrementAndGet();
    private Mailboxes mailboxes;

    @Deployment(testable = false)
    static WebArchive merchant() {
        return ApplicationWar.buildWithTransport("merchant.war", "org.letterwing.it.merchant")
                .addAsResource(new StringAsset(MAILCAP), "META-INF/mailcap");
    }

    @BeforeEach
    void house(MailHost host) throws IOException {
        mailboxes = new Mailboxes(host, "merchant.test", 1);
        mailboxes.takeAll(ALICE);
        grant(host, SHOP);
    }

    private static void grant(MailHost host, String address) throws IOException {
        int status = Http.administrator(host)
                .json("POST", "/api/v1/grants", "{\"application\":\"merchant.war\",\"address\":\"" + address + "\"}")
                .statusCode();
        assertTrue(status == 201 || status == 409, () -> "granting was answered " + status);
    }

    @Test
    void whatIsCommittedGoesToMailboxesAndToOtherHosts(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        try (OutboundPeer peer = new OutboundPeer()) {
            String route = "{\"domain\":\"away.test\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                    + ",\"tls\":\"none\",\"username\":null,\"password\":null}";
            assertEquals(201, api.json("POST", "/api/v1/routes", route).statusCode());
            List<String> said = steps(host, ALICE + ",bob@away.test", "begin", "send", "commit");
            assertTrue(said.get(1).matches(ID), said::toString);
            assertEquals("done", said.get(2));
            assertEquals(1, mails().size());
            Wait.until("the mail is there", SOON, () -> !peer.mails().isEmpty());
            assertTrue(peer.mails().get(0).contains("Subject: " + subject + "\n"), peer.mails()::toString);
            assertEquals(204, api.delete("/api/v1/routes/away.test").statusCode());
        }
    }

    @Test
    void whatIsRolledBackStaysHere(MailHost host) throws IOException {
        steps(host, ALICE + ",bob@away.test", "begin", "write-xa", "send", "rollback");
        assertEquals(List.of(), mails());
        assertEquals("0", steps(host, ALICE, "count-xa").get(0));
        assertEquals(
                0,
                Http.administrator(host)
                                .get("/api/v1/queue?domain=away.test&state=waiting")
                                .body()
                                .split("\"recipient\"")
                                .length
                        - 1);
    }

    @Test
    void withoutATransactionItIsOneOfItsOwn(MailHost host) throws IOException {
        assertTrue(steps(host, ALICE, "send-by-resource").get(0).matches(ID));
        assertEquals(1, mails().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"write-xa send", "send write-xa"})
    void anXaDataSourceOfTheApplicationJoinsTheTransaction(String order, MailHost host) throws IOException {
        List<String> all = new ArrayList<>(List.of("begin"));
        all.addAll(List.of(order.split(" ")));
        all.add("commit");
        List<String> said = steps(host, ALICE, all.toArray(String[]::new));
        assertEquals("done", said.get(3), said::toString);
        assertEquals("1", steps(host, ALICE, "count-xa").get(0));
        assertEquals(1, mails().size());
    }

    @Test
    void aRefusalLeavesTheTransactionAlive(MailHost host) throws IOException {
        List<String> said = steps(host, "nobody@merchant.test", "begin", "write-xa", "send", "commit");
        assertTrue(
                said.get(2).startsWith("MailNotSentException The mail was not sent, for some recipients can't get it:"),
                said::toString);
        assertEquals("done", said.get(3));
        assertEquals("1", steps(host, ALICE, "count-xa").get(0));
    }

    @Test
    void twoLocalDataSourcesFailWithAdvice(MailHost host) throws IOException {
        List<String> said = steps(host, ALICE, "begin", "write-local", "send", "commit");
        assertTrue(said.get(2).contains("Make the application's data source an XA data source"), said::toString);
        assertTrue(said.get(3).startsWith("RollbackException"), said::toString);
        assertEquals("0", steps(host, ALICE, "count-local").get(0));
        assertEquals(List.of(), mails());
    }

    @Test
    void whoIsNotGrantedAnAddressMayNotSendAsIt(MailHost host) throws IOException {
        String boss = "boss@merchant.test";
        List<String> said = stepsFrom(host, boss, ALICE, "send");
        assertEquals(
                "MailNotSentException The application merchant.war may not send as boss@merchant.test: it has no"
                        + " listener for that address. An administrator grants it by POST /letterwing/api/v1/grants"
                        + " {\"application\":\"merchant.war\",\"address\":\"boss@merchant.test\"}",
                said.get(0));
        grant(host, boss);
        String grants = Http.administrator(host).get("/api/v1/grants").body();
        assertTrue(grants.contains(",\"application\":\"merchant.war\",\"address\":\"boss@merchant.test\"}"), grants);
        assertTrue(stepsFrom(host, boss, ALICE, "send").get(0).matches(ID));
        assertEquals(1, mails().size());
    }

    @Test
    void aGrantIsOfAnAccountOrAnApplication(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        for (String json : List.of(
                "{\"address\":\"a@merchant.test\"}",
                "{\"account\":\"u0@merchant.test\",\"application\":\"a.war\",\"address\":\"a@merchant.test\"}")) {
            assertEquals(400, api.json("POST", "/api/v1/grants", json).statusCode());
        }
    }

    @Test
    void aBeanAnswersInTheTransactionThatTakesTheMail(MailHost host) throws IOException {
        Wait.until("the bean takes mail", SOON, () -> order(host, subject).startsWith("250"));
        assertTrue(order(host, "bad").startsWith("554 5.6.0 Orders are good ones here"));
        List<String> answers = mails();
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.get(0).contains("\r\nSubject: Re: " + subject + "\r\n"), answers::toString);
    }

    private static String order(MailHost host, String subject) throws IOException {
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            return smtp.send(
                    ALICE,
                    ("Subject: " + subject + "\r\n\r\norder\r\n").getBytes(StandardCharsets.US_ASCII),
                    "orders@merchant.test");
        }
    }

    @Test
    void contentIsWrittenByTheApplicationsOwnHandlers(MailHost host) throws IOException {
        assertTrue(steps(host, ALICE, "send-invoice").get(0).matches(ID));
        assertTrue(mails().get(0).endsWith("\r\n\r\ninvoice 7\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"transport-with-own-session", "transport-with-new-session", "transport-with-server-session"})
    void jakartaMailSendsInTheTransaction(String transport, MailHost host) throws IOException {
        addServerSession(host);
        assertEquals("done", steps(host, ALICE, "begin", transport, "rollback").get(1));
        assertEquals(List.of(), mails());
        assertEquals("done", steps(host, ALICE, "begin", transport, "commit").get(1));
        assertEquals(1, mails().size());
    }

    @Test
    void jakartaMailTellsWhichRecipientsCanNotBe(MailHost host) throws IOException {
        String to = ALICE + ",nobody@merchant.test";
        String none = steps(host, to, "transport-with-new-session").get(0);
        assertTrue(none.endsWith(", sent [], not sent [u0@merchant.test], invalid [nobody@merchant.test]"), none);
        assertEquals(List.of(), mails());
        String some = steps(host, to, "transport-to-some").get(0);
        assertTrue(some.endsWith(", sent [u0@merchant.test], not sent [], invalid [nobody@merchant.test]"), some);
        assertEquals(1, mails().size());
    }

    /** What the documentation has for the command line. */
    private static void addServerSession(MailHost host) throws IOException {
        ModelNode session = Operations.createAddress("subsystem", "mail", "mail-session", "merchant");
        ModelNode add = Operations.createAddOperation(session);
        add.get("jndi-name").set("java:jboss/mail/merchant");
        ModelNode protocol = Operations.createAddOperation(session.clone().add("custom", "letterwing"));
        protocol.get("properties", "mail.transport.protocol").set("letterwing");
        protocol.get("properties", "mail.transport.protocol.rfc822").set("letterwing");
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create(MailHost.NAME, host.ports().management())) {
            if (!Operations.isSuccessfulOutcome(client.execute(Operations.createReadResourceOperation(session)))) {
                ModelNode result = client.execute(CompositeOperationBuilder.create()
                        .addStep(add)
                        .addStep(protocol)
                        .build());
                assertTrue(Operations.isSuccessfulOutcome(result), result::asString);
            }
        }
    }

    private List<String> steps(MailHost host, String to, String... steps) throws IOException {
        return stepsFrom(host, SHOP, to, steps);
    }

    /** Lets the application go through steps, and returns what came of each. */
    private List<String> stepsFrom(MailHost host, String from, String to, String... steps) throws IOException {
        StringBuilder query = new StringBuilder("/steps?from=" + from + "&to=" + encode(to) + "&subject=" + subject);
        for (String step : steps) {
            query.append("&step=").append(step);
        }
        List<String> lines = host.application("merchant")
                .get(query.toString())
                .body()
                .lines()
                .toList();
        assertEquals(steps.length, lines.size(), lines::toString);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            said.add(lines.get(i).substring(steps[i].length() + ": ".length()));
        }
        return said;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Takes the mails out of Alice's mailbox. */
    private List<String> mails() throws IOException {
        return mailboxes.takeAll(ALICE).stream()
                .map(mail -> new String(mail, StandardCharsets.UTF_8))
                .toList();
    }
}
