package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Applications of users come and go while mail arrives: none of it is lost, none is committed twice, and no sender is told
 * that there is no such address.
 */
class ApplicationLifeCycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SENDERS = 4;
    private static final String WAR = "outcomes.war";
    private static final String EAR = "post.ear";

    private static ServerProcess server;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    @BeforeAll
    static void start() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("life-cycle");
        ApplicationWar.build(WAR, "org.letterwing.it.outcomes")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve(WAR).toFile());
        ApplicationWar.buildEar(EAR, "org.letterwing.it.archive")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve(EAR).toFile());
        server = ServerProcess.in(folder, Database.embedded()).start();
        for (String domain :
                List.of("container.outcomes.test", "none.outcomes.test", "own.outcomes.test", "post.test")) {
            server.host().api().domain(domain);
        }
        awaitActive(4);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void mailArrivesOnceWhateverTheApplicationsDo() throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Thread sender = new Thread(this::send);
            sender.start();
            senders.add(sender);
        }
        for (int round = 0; round < TestForm.rounds(1, 4); round++) {
            for (String deployment : List.of(WAR, EAR)) {
                awaitMore();
                execute(Operations.createOperation("undeploy", address(deployment)));
                awaitMore();
                execute(Operations.createOperation("deploy", address(deployment)));
                awaitMore();
                execute(Operations.createOperation("redeploy", address(deployment)));
            }
            awaitMore();
            ModelNode bean = address(WAR);
            bean.add("subsystem", "ejb3").add("message-driven-bean", "ContainerTransactionBean");
            execute(Operations.createOperation("stop-delivery", bean));
            awaitMore();
            execute(Operations.createOperation("start-delivery", bean));
            awaitMore();
            execute(Operations.createOperation("suspend"));
            execute(Operations.createOperation("resume"));
            awaitMore();
        }
        ended = true;
        for (Thread sender : senders) {
            sender.join();
        }
        assertTrue(complaints.isEmpty(), complaints::toString);
        Wait.until(
                "each acknowledged mail has been committed",
                PATIENCE,
                () -> journal().keySet().containsAll(acknowledged));
        Map<String, Long> twice = journal().entrySet().stream()
                .filter(e -> acknowledged.contains(e.getKey()) && e.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertEquals(Map.of(), twice, "committed more than once");
    }

    @Test
    void whatABeanAlwaysRefusesIsADeadLetterAndHoldsUpNoOther() throws IOException {
        Http api = Http.administrator(server.host());
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            // two owners, so that the queue brings it
            String reply = client.send(
                    "sender@elsewhere.test", mail(), "throws@container.outcomes.test", "fine@none.outcomes.test");
            assertTrue(reply.startsWith("250"), reply);
            assertTrue(client.send("sender@elsewhere.test", mail(), "fine@container.outcomes.test")
                    .startsWith("250"));
        }
        Wait.until("the other one has it", PATIENCE, () -> journal().containsKey("fine@none.outcomes.test"));
        Wait.until(
                "it has been offered",
                PATIENCE,
                () -> api.get("/api/v1/queue?state=waiting").body().contains("throws@container.outcomes.test"));
        assertEquals(200, api.get("/api/v1/dead-letters").statusCode());
        JsonObject listener = listeners(api).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(l -> l.getString("application").endsWith("ContainerTransactionBean"))
                .findFirst()
                .orElseThrow();
        assertTrue(listener.getBoolean("active"), listener::toString);
        assertTrue(listener.getInt("waiting") >= 1, listener::toString);
        String change = "/api/v1/listeners/" + listener.getInt("id");
        assertEquals(
                200, api.json("PATCH", change, "{\"overridesMailboxes\":true}").statusCode());
        assertTrue(listeners(api).toString().contains("\"overridesMailboxes\":true"));
        assertEquals(
                200, api.json("PATCH", change, "{\"overridesMailboxes\":false}").statusCode());
    }

    private static JsonObject listeners(Http api) throws IOException {
        return Json.createReader(
                        new java.io.StringReader(api.get("/api/v1/listeners").body()))
                .readObject();
    }

    /** Sends mails to one address after the other, each until it is acknowledged. */
    private void send() {
        Function<Integer, String> address = number -> "mail-" + number
                + (number % 3 == 0
                        ? "@post.test"
                        : number % 3 == 1 ? "@container.outcomes.test" : "@none.outcomes.test");
        while (!ended && complaints.isEmpty()) {
            String recipient = address.apply(numbers.incrementAndGet());
            while (!attempt(recipient) && complaints.isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean attempt(String recipient) {
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            String reply = client.send("sender@elsewhere.test", mail(), recipient);
            if (reply.startsWith("5")) {
                complaints.add(recipient + ": " + reply);
            } else if (reply.startsWith("250")) {
                acknowledged.add(recipient);
                return true;
            }
        } catch (IOException e) {
            return false; // the server is suspended
        }
        return false;
    }

    private static byte[] mail() {
        return "Subject: life\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Waits until some more mails have been acknowledged. */
    private void awaitMore() {
        int some = acknowledged.size() + 30;
        Wait.until("mail is taken", PATIENCE, () -> acknowledged.size() >= some || !complaints.isEmpty());
        assertTrue(complaints.isEmpty(), complaints::toString);
    }

    private static void awaitActive(int listeners) {
        Http api = Http.administrator(server.host());
        Wait.until(
                "the applications listen",
                PATIENCE,
                () -> api.get("/api/v1/listeners").body().split("\"active\":true", -1).length > listeners);
    }

    private static Map<String, Long> journal() throws IOException {
        return server.host()
                .application("outcomes")
                .get("/journal")
                .body()
                .lines()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static ModelNode address(String deployment) {
        return Operations.createAddress("deployment", deployment);
    }

    private static void execute(ModelNode operation) throws IOException {
        try (ModelControllerClient client = ModelControllerClient.Factory.create(
                "127.0.0.1", server.host().ports().management())) {
            ModelNode result = client.execute(operation);
            assertTrue(Operations.isSuccessfulOutcome(result), result::asString);
        }
    }
}
