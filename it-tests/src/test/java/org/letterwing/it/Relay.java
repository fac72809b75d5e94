package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.letterwing.dns.TestDns;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server that relays for this machine to hosts of a test's own: these have addresses of loopback and, as with port 25,
 * all the same port, and a DNS of the test's own names them.
 */
final class Relay implements AutoCloseable {

    /** How long what happens by itself may take. */
    static final Duration SOON = Duration.ofSeconds(30);

    private final TestDns dns = new TestDns();
    private final List<OutboundPeer> peers = new ArrayList<>();
    private final Database database;
    private final List<String> settings;
    private final ServerProcess server;
    private final int port;
    private int hosts = 1;

    private Relay(String name, Database database, List<String> settings) {
        this.database = database;
        this.settings = settings;
        ServerProcess process = process(name, "relay.test");
        port = process.host().ports().smtp();
        server = process.with(environment());
    }

    private ServerProcess process(String name, String hostname) {
        String[] all = Stream.concat(
                        Stream.of(
                                "-Dletterwing.hostname=" + hostname,
                                "-Dletterwing.relay.networks=127.0.0.1",
                                "-Dletterwing.limits.address-mails-minute=0",
                                "-Dletterwing.dns.servers=127.0.0.1:"
                                        + dns.address().getPort(),
                                "-Dletterwing.queue.first-retry=1",
                                "-Dletterwing.queue.longest-retry=2"),
                        settings.stream())
                .toArray(String[]::new);
        return ServerProcess.in(ServerFolder.provisioned(name), database, all);
    }

    private Map<String, String> environment() {
        return Map.of("LETTERWING_OUTBOUND_PORT", Integer.toString(port));
    }

    /** Starts a server that makes attempts every second or two, unless the settings say otherwise. */
    static Relay start(String name, Database database, String... settings) {
        Relay relay = new Relay(name, database, List.of(settings));
        relay.server.start();
        return relay;
    }

    /** Starts another server on the same database. */
    ServerProcess startAnother(String name, String hostname) {
        return process(name, hostname).with(environment()).start();
    }

    ServerProcess server() {
        return server;
    }

    MailHost host() {
        return server.host();
    }

    TestDns dns() {
        return dns;
    }

    /** Returns the port of all hosts that DNS names. */
    int port() {
        return port;
    }

    /** Returns an address that no host has had. */
    String address() {
        hosts++;
        return "127.0.0." + hosts;
    }

    /** Starts a host at an address. */
    OutboundPeer peer(String address) throws IOException {
        OutboundPeer peer = new OutboundPeer(address, port());
        peers.add(peer);
        return peer;
    }

    /** Starts a host for the mail of a domain. */
    OutboundPeer peerOf(String domain) throws IOException {
        return peer(addressOf(domain));
    }

    /** Names a host for the mail of a domain in DNS, and returns its address. */
    String addressOf(String domain) {
        String address = address();
        dns.knows(domain + ". MX 10 mx." + domain + ".", "mx." + domain + ". A " + address);
        return address;
    }

    /** Hands in a mail. */
    void send(String from, String subject, String... to) throws IOException {
        try (SmtpClient client = host().smtp()) {
            client.command("EHLO test");
            send(client, from, subject, to);
        }
    }

    /** Hands in a mail in a session. */
    static void send(SmtpClient client, String from, String subject, String... to) throws IOException {
        byte[] mail = ("Subject: " + subject + "\r\n\r\nonward\r\n").getBytes(StandardCharsets.US_ASCII);
        String reply = client.send(from, mail, to);
        assertTrue(reply.startsWith("250"), reply);
    }

    /** Returns the queue's entries of a domain, up to a hundred. */
    List<JsonObject> queue(String domain) throws IOException {
        return get("/api/v1/queue?domain=" + domain).getJsonArray("items").getValuesAs(JsonObject.class);
    }

    /** Returns the queue in figures. */
    JsonObject figures() throws IOException {
        return get("/api/v1/status").getJsonObject("queue");
    }

    /** Returns whether a domain has an entry in a state. */
    boolean isAny(String domain, String state) throws IOException {
        return !get("/api/v1/queue?limit=1&state=" + state + "&domain=" + domain)
                .getJsonArray("items")
                .isEmpty();
    }

    /** Returns the attempts to deliver the one mail to a domain. */
    List<JsonObject> attempts(String domain) throws IOException {
        return get("/api/v1/queue/" + queue(domain).get(0).getJsonNumber("id"))
                .getJsonArray("log")
                .getValuesAs(JsonObject.class);
    }

    /** Returns whether all entries of a domain are in a state. */
    boolean isAll(String domain, String state) throws IOException {
        List<JsonObject> entries = queue(domain);
        return !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.getString("state").equals(state));
    }

    /** Lets the mail of a domain go to a host. */
    void route(String domain, String to, String tls) throws IOException {
        Http.administrator(host())
                .json(
                        "POST",
                        "/api/v1/routes",
                        "{\"domain\":\"%s\",\"host\":\"%s\",\"port\":%d,\"tls\":\"%s\",\"username\":null,\"password\":null}"
                                .formatted(domain, to, port(), tls));
    }

    private JsonObject get(String path) throws IOException {
        String body = Http.administrator(host()).get(path).body();
        try (JsonReader json = Json.createReader(new StringReader(body))) {
            return json.readObject();
        }
    }

    /** Stops it all; the server at once, for it may wait for hosts that say nothing. */
    @Override
    public void close() throws IOException {
        server.kill();
        dns.close();
        for (OutboundPeer peer : peers) {
            peer.close();
        }
    }
}
