package org.letterwing.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application built apart receives mail, also after Letterwing was redeployed, of which nothing old remains. */
class ExternalApplicationIT {

    private static final int REDEPLOYMENTS = 10;
    private static final Duration DEPLOYMENT = Duration.ofSeconds(60);

    /**
     * How many earlier generations may be left of the ten: an idle thread of the container's pools holds the last task that it
     * ran, of a timer perhaps, until it gets another one, and the one that waits longest may never get it. What leaks, leaks
     * with each redeployment.
     */
    private static final int HELD = 4;

    /** Longer than an idle thread beyond a pool's core lives. */
    private static final Duration IDLE_THREADS = Duration.ofSeconds(180);

    /** What one generation of Letterwing's classes and objects takes on the heap, in bytes, generously. */
    private static final long GENERATION = 16 << 20;

    /** As many requests at once as the server has threads for them, at most. */
    private static final int ALL_WEB_THREADS = 64;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("external");
        ApplicationWar.build("shop.war", "org.letterwing.it.external")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve("shop.war").toFile());
        ApplicationWar.build("courier.war", "org.letterwing.it.courier")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve("courier.war").toFile());
        server = ServerProcess.in(folder, Database.embedded())
                .withJavaOptions("-Xmx512m", "-XX:SoftRefLRUPolicyMSPerMB=0") // caches are no leak
                .start();
        server.host().api().domain("shop.test");
        server.host().api().domain("returns.shop.test");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void itReceivesMailAndRefusesWhatItDoesNotWant() throws IOException {
        assertReply("250 2.0.0", send("orders@shop.test", "Subject: ten apples\r\n\r\n"));
        assertReply("250 2.0.0", send("anything@returns.shop.test", "Subject: a worm\r\n\r\n"));
        assertReply("554 5.6.0 An order needs a subject", send("orders@shop.test", "From: bob@elsewhere.test\r\n\r\n"));
        assertReply("550 5.1.1", send("other@shop.test", "Subject: none\r\n\r\n"));
        String orders = server.host().application("shop").get("/orders").body();
        assertTrue(orders.contains("ten apples") && orders.contains("a worm"), orders);
    }

    @Test
    void aSuspendedServerTakesNoMail() throws IOException {
        execute(Operations.createOperation("suspend"));
        assertReply("421 4.3.2", greeting());
        execute(Operations.createOperation("resume"));
        server.awaitReady();
        assertReply("220 ", greeting());
    }

    private static String greeting() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.host().ports().smtp())) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static void execute(ModelNode operation) throws IOException {
        try (ModelControllerClient client = ModelControllerClient.Factory.create(
                "127.0.0.1", server.host().ports().management())) {
            ModelNode result = client.execute(operation);
            assertTrue(Operations.isSuccessfulOutcome(result), result::asString);
        }
    }

    @Test
    void redeploymentsLeaveNothingBehind() throws IOException {
        redeploy(1);
        redeploy(2);
        Map<String, Integer> threads = threads();
        long sockets = sockets();
        long heap = heapAfterCollection();
        for (int round = 3; round <= REDEPLOYMENTS; round++) {
            redeploy(round);
        }
        assertEquals(threads, threads(), "Letterwing's threads, by name");
        long socketsNow = sockets();
        assertTrue(socketsNow <= sockets, () -> "open sockets: " + sockets + " have become " + socketsNow);
        Wait.until("few earlier generations of classes are left", IDLE_THREADS, () -> generations() <= HELD + 1);
        long growth = heapAfterCollection() - heap;
        assertTrue(growth < (HELD + 1) * GENERATION, () -> "the heap has grown by " + growth + " bytes");
    }

    private static void redeploy(int round) throws IOException {
        try (SmtpClient idle = server.host().smtp()) {
            String sessions = server.host().api().get("/api/v1/sessions").body();
            assertTrue(sessions.contains("\"listener\":\"smtp\""), sessions);
            execute(Operations.createOperation("redeploy", Operations.createAddress("deployment", "letterwing.ear")));
            assertReply("421 4.3.2 The server is going down", idle.command("NOOP"));
        }
        server.awaitReady();
        String subject = "after redeployment " + round;
        Wait.until(
                "the application takes mail again",
                DEPLOYMENT,
                () -> send("orders@shop.test", "Subject: " + subject + "\r\n\r\n")
                        .startsWith("250 2.0.0"));
        Wait.until(
                "the application has the mail",
                DEPLOYMENT,
                () -> server.host().application("shop").get("/orders").body().contains(subject));
        Wait.until(
                "the courier takes mail out again",
                DEPLOYMENT,
                () -> OutboundIT.send(server.host(), server.host().ports().smtp(), "OPPORTUNISTIC", "orders@shop.test")
                        .contains("result=TAKEN"));
    }

    private static String send(String recipient, String mail) throws IOException {
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            return client.send("bob@elsewhere.test", mail.getBytes(StandardCharsets.US_ASCII), recipient);
        }
    }

    private static void assertReply(String expected, String reply) {
        assertTrue(reply.startsWith(expected), reply);
    }

    /** Letterwing's own threads, those of a pool counted under one name. */
    private static Map<String, Integer> threads() throws IOException {
        Map<String, Integer> threads = new TreeMap<>();
        Matcher name = Pattern.compile("(?m)^\"([^\"]*letterwing[^\"]*)\"").matcher(jcmd("Thread.print"));
        while (name.find()) {
            threads.merge(name.group(1).replaceAll("[0-9]+", "*"), 1, Integer::sum);
        }
        return threads;
    }

    private static long sockets() throws IOException {
        return OpenFiles.count(server.pid(), "socket:");
    }

    /** The bytes of all live objects. */
    private static long heapAfterCollection() throws IOException {
        Matcher total = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(jcmd("GC.class_histogram"));
        assertTrue(total.find());
        return Long.parseLong(total.group(1));
    }

    /**
     * How many class loaders of the resource adapter exist. An idle thread of the server keeps what its last task
     * referred to, an earlier generation perhaps: so all web threads get another task first.
     */
    private static long generations() throws IOException {
        List<CompletableFuture<?>> requests = new ArrayList<>();
        for (int i = 0; i < ALL_WEB_THREADS; i++) {
            requests.add(server.host().api().getLater("/api/v1/health/live"));
        }
        requests.forEach(CompletableFuture::join);
        jcmd("GC.run");
        return jcmd("VM.classloaders", "fold=false")
                .lines()
                .filter(line -> line.contains("deployment.letterwing.ear.letterwing.rar\""))
                .count();
    }

    private static String jcmd(String... command) throws IOException {
        return Commands.jcmd(server.pid(), command);
    }
}
