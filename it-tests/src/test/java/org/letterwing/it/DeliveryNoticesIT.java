package org.letterwing.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application built apart is told what becomes of its mail, and of no other's, whatever happens meanwhile. */
class DeliveryNoticesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PACKAGE = "org.letterwing.it.fate";
    private static final String FATE = "fate.war";
    private static final String OTHER = "other.war";

    /** What a developer may get wrong. */
    private static final String WRONG_SENDERS = """
            <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
              <enterprise-beans>
                <message-driven>
                  <ejb-name>OrderMailFate</ejb-name>
                  <activation-config>
                    <activation-config-property>
                      <activation-config-property-name>senders</activation-config-property-name>
                      <activation-config-property-value>shop</activation-config-property-value>
                    </activation-config-property>
                  </activation-config>
                </message-driven>
              </enterprise-beans>
            </ejb-jar>
            """;

    private static final AtomicBoolean busy = new AtomicBoolean();
    private static ServerProcess server;
    private static OutboundPeer peer;

    @BeforeAll
    static void start() throws IOException {
        peer = new OutboundPeer()
                .says(command -> busy.get() && command.startsWith("RCPT TO:<later")
                        ? Optional.of("451 4.7.1 Come again")
                        : Optional.empty());
        server = ServerProcess.in(
                        ServerFolder.provisioned("delivery-notices"),
                        Database.embedded(),
                        "-Dletterwing.queue.delay-warning=1",
                        "-Dletterwing.queue.first-retry=1",
                        "-Dletterwing.queue.longest-retry=1")
                .start();
        new Mailboxes(server.host(), "fate.test", 1);
        Http api = Http.administrator(server.host());
        String route = "{\"domain\":\"away.test\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                + ",\"tls\":\"none\",\"username\":null,\"password\":null}";
        assertEquals(201, api.json("POST", "/api/v1/routes", route).statusCode());
        String grant = "{\"application\":\"" + FATE + "\",\"address\":\"shop@fate.test\"}";
        assertEquals(201, api.json("POST", "/api/v1/grants", grant).statusCode());
        for (String war : List.of(FATE, OTHER)) {
            succeed(add(war, ApplicationWar.build(war, PACKAGE)));
        }
        awaitActive(2);
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
        peer.close();
    }

    @Test
    void whatIsDeliveredAndWhatFailsComesBackUnderTheIdOfTheMail() throws IOException {
        String id = send("bob@away.test,nobody@away.test,u0@fate.test");
        awaitLine(id + " 1 DELIVERED bob@away.test HOST 2.0.0 250 Taken");
        awaitLine(id + " 1 FAILED nobody@away.test HOST 5.1.1 550 No such mailbox");
        awaitLine(id + " 1 DELIVERED u0@fate.test MAILBOX 2.1.5 - Delivered");
    }

    @Test
    void aDelayIsToldAndThenTheDelivery() throws IOException {
        busy.set(true);
        try {
            String id = send("later-1@away.test");
            awaitLine(id + " 1 DELAYED later-1@away.test HOST 4.7.1 451 Come again");
            busy.set(false);
            awaitLine(id + " 2 DELIVERED later-1@away.test HOST 2.0.0 250 Taken");
        } finally {
            busy.set(false);
        }
    }

    @Test
    void whatABeanFailsToTakeComesAgainAndItsWorkIsRolledBack() throws IOException {
        String id = send("stubborn@away.test");
        awaitLine(id + " 3 DELIVERED stubborn@away.test HOST 2.0.0 250 Taken");
        assertEquals(
                1, journal(FATE).stream().filter(line -> line.startsWith(id)).count(), () -> "what it threw at");
    }

    @Test
    void whatHappensWhileTheApplicationAndTheServerAreAwayIsToldLater() throws IOException {
        busy.set(true);
        String id;
        try {
            id = send("later-2@away.test");
            awaitLine(id + " 1 DELAYED later-2@away.test HOST 4.7.1 451 Come again");
            succeed(Operations.createOperation("undeploy", address(FATE)));
        } finally {
            busy.set(false);
        }
        Http api = Http.administrator(server.host());
        Wait.until("the mail is delivered, and its notice waits", SOON, () -> waiting(FATE) == 1);
        server.kill();
        server.start();
        assertEquals(1, waiting(FATE));
        assertTrue(api.get("/api/v1/listeners").body().contains("\"kind\":\"delivery\""));
        succeed(Operations.createOperation("deploy", address(FATE)));
        awaitLine(id + " 1 DELIVERED later-2@away.test HOST 2.0.0 250 Taken");
        Wait.until("nothing waits any more", SOON, () -> waiting(FATE) == 0);
    }

    @Test
    void anotherApplicationIsNotTold() throws IOException {
        String id = send("bob@away.test");
        awaitLine(id + " 1 DELIVERED bob@away.test HOST 2.0.0 250 Taken");
        assertEquals(List.of(), journal(OTHER));
        assertEquals(0, waiting(OTHER));
    }

    @Test
    void aWrongPropertyIsNamedWithItsBeanAndTheReason() throws IOException {
        String war = "wrong.war";
        WebArchive wrong =
                ApplicationWar.build(war, PACKAGE).addAsWebInfResource(new StringAsset(WRONG_SENDERS), "ejb-jar.xml");
        ModelNode result = execute(add(war, wrong));
        assertTrue(
                result.asString()
                        .contains("wrong.war#org.letterwing.it.fate.OrderMailFate: The activation property 'senders' is"
                                + " wrong: 'shop' is neither an address such as orders@shop.example nor a pattern"),
                result::asString);
    }

    private static String send(String to) throws IOException {
        return Http.of(server.host(), "/fate").get("/journal?to=" + to).body();
    }

    private static void awaitLine(String line) {
        Wait.until("the application is told: " + line, SOON, () -> journal(FATE).contains(line));
    }

    private static List<String> journal(String war) throws IOException {
        return Http.of(server.host(), "/" + war.replace(".war", ""))
                .get("/journal")
                .body()
                .lines()
                .toList();
    }

    private static int waiting(String war) throws IOException {
        return listeners().stream()
                .filter(listener -> listener.getString("application").startsWith(war + "#"))
                .mapToInt(listener -> listener.getInt("waiting"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitActive(int count) {
        Wait.until(
                "the applications listen",
                SOON,
                () -> listeners().stream()
                                .filter(listener -> listener.getBoolean("active"))
                                .count()
                        == count);
    }

    private static List<JsonObject> listeners() throws IOException {
        String body = Http.administrator(server.host()).get("/api/v1/listeners").body();
        try (JsonReader json = Json.createReader(new StringReader(body))) {
            return json.readObject().getJsonArray("items").getValuesAs(JsonObject.class);
        }
    }

    /** Returns what adds an archive, which stays when the server starts again. */
    private static ModelNode add(String name, WebArchive archive) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        archive.as(ZipExporter.class).exportTo(octets);
        ModelNode add = Operations.createAddOperation(address(name));
        add.get("content").get(0).get("bytes").set(octets.toByteArray());
        add.get("enabled").set(true);
        return add;
    }

    private static ModelNode address(String deployment) {
        return Operations.createAddress("deployment", deployment);
    }

    private static void succeed(ModelNode operation) throws IOException {
        ModelNode result = execute(operation);
        assertTrue(Operations.isSuccessfulOutcome(result), result::asString);
    }

    private static ModelNode execute(ModelNode operation) throws IOException {
        try (ModelControllerClient client = ModelControllerClient.Factory.create(
                MailHost.NAME, server.host().ports().management())) {
            return client.execute(operation);
        }
    }
}
