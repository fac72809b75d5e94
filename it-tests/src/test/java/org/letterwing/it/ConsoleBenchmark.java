package org.letterwing.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Measures how long the console's pages and the API's lists take where there is much: accounts, a long queue and a long
 * trace. A mail comes into a mailbox and into the queue before each request, so that no answer can be the one before. It
 * asserts only that each is answered. See CONTRIBUTING for the command.
 */
class ConsoleBenchmark {

    private static final String LOGIN = "/login.xhtml";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");

    private final String database = System.getProperty("bench.database", "embedded");
    private final int accounts = Integer.getInteger("bench.accounts", 100_000);
    private final int rows = Integer.getInteger("bench.rows", 1_000_000);
    private final int rounds = Integer.getInteger("bench.rounds", 15);
    private final LargeData data = new LargeData(accounts, rows, database.equals("embedded"));

    @Test
    void measure() throws Exception {
        Database empty = Database.named(database);
        try (ServerProcess server = ServerProcess.in(
                        ServerFolder.provisioned("bench-console"),
                        empty,
                        "-Dletterwing.smtp.max-mails=0",
                        "-Dletterwing.limits.address-mails-minute=0",
                        "-Dletterwing.relay.networks=127.0.0.0/8")
                .start()) {
            server.stop();
            long start = System.nanoTime();
            try (Connection connection = connect(empty, server.folder())) {
                data.fill(connection);
            }
            System.out.printf(Locale.ROOT, "%nfilled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
            server.start();
            measure(server.host());
        }
    }

    private static Connection connect(Database database, ServerFolder folder) throws Exception {
        String name = "-Dletterwing.db.url=";
        String url = database.arguments().stream()
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .findFirst()
                .orElse("jdbc:h2:" + folder.data().resolve("db/letterwing"));
        return url.startsWith("jdbc:h2:")
                ? DriverManager.getConnection(url, "letterwing", "")
                : DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
    }

    /** Asks a server on the data for everything, and prints a table. */
    void measure(MailHost host) throws IOException {
        Http administrator = Http.administrator(host);
        HttpResponse<String> token = administrator.json(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"bench" + System.nanoTime() + "\",\"scope\":\"read\",\"expires\":\""
                        + Instant.now().plus(1, ChronoUnit.DAYS) + "\"}");
        assertEquals(201, token.statusCode(), token.body());
        Http api = Http.bearer(host, first(Pattern.compile("\"secret\":\"([^\"]*)\""), token.body()));
        Http console = Http.anonymous(host);
        signIn(console, host.adminPassword());
        System.out.printf(Locale.ROOT, "%n%-60s %9s %9s%n", database, "median ms", "worst ms");
        try (SmtpClient mails = host.smtp()) {
            mails.command("EHLO bench");
            for (Map.Entry<String, String> list : lists().entrySet()) {
                measure("API, " + list.getKey(), api, "/api/v1" + list.getValue(), mails);
            }
            for (Map.Entry<String, String> page : pages().entrySet()) {
                measure("console, " + page.getKey(), console, page.getValue(), mails);
            }
        }
    }

    private Map<String, String> lists() {
        String domain = "/domains/" + LargeData.DOMAIN;
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("status", "/status");
        lists.put("domains", "/domains");
        lists.put("domains, from the middle", "/domains?after=d5.test");
        lists.put("a domain", domain);
        lists.put("accounts", domain + "/accounts");
        lists.put("accounts, from the middle", domain + "/accounts?after=user" + accounts / 2);
        lists.put("accounts, a thousand", domain + "/accounts?limit=1000");
        lists.put("aliases", domain + "/aliases");
        lists.put("aliases, from the middle", domain + "/aliases?after=alias5");
        lists.put("listeners", "/listeners");
        lists.put("dead letters", "/dead-letters");
        lists.put("dead letters, from the middle", "/dead-letters?after=" + rows / 2);
        lists.put("bans", "/bans");
        lists.put("grants", "/grants?after=100");
        lists.put("routes", "/routes");
        queue("queue", "/queue?", lists);
        lists.put("an entry of the queue", "/queue/" + rows / 2);
        trace("trace", "/trace?", lists);
        lists.put("audit", "/audit");
        lists.put("audit, from the middle", "/audit?after=" + accounts);
        lists.put("audit of a domain", "/audit?subject=" + LargeData.DOMAIN);
        lists.put("audit of an address", "/audit?subject=user77@" + LargeData.DOMAIN);
        lists.put("audit of an administrator", "/audit?principal=rare");
        return lists;
    }

    private void queue(String name, String path, Map<String, String> all) {
        all.put(name, path);
        all.put(name + ", from the middle", path + "after=" + rows / 2);
        for (String state : new String[] {"waiting", "held", "dead-letter", "delivered", "failed"}) {
            all.put(name + ", " + state, path + "state=" + state);
        }
        all.put(name + ", waiting, from the middle", path + "state=waiting&after=" + rows / 2);
        all.put(name + ", of a busy domain", path + "domain=" + LargeData.BUSY_DESTINATION);
        all.put(name + ", of a domain", path + "domain=d77.example");
        all.put(name + ", held, of a domain", path + "state=held&domain=d7720.example");
        all.put(name + ", of an unknown domain", path + "domain=nowhere.example");
        all.put(name + ", of a domain's beginning", path + "domain=d77*");
        all.put(name + ", of a domain's end", path + "domain=*77.example");
        all.put(name + ", of a busy sender", path + "sender=" + LargeData.BUSY_SENDER);
        all.put(name + ", of a sender", path + "sender=user77@" + LargeData.DOMAIN);
        all.put(name + ", of an unknown sender", path + "sender=nobody@nowhere.example");
        all.put(name + ", of a sender's end", path + "sender=*@nowhere.example");
        all.put(name + ", to a recipient", path + "recipient=friend77@d1163.example");
        all.put(name + ", to an unknown recipient", path + "recipient=nobody@d77.example");
        all.put(name + ", to a recipient's beginning", path + "recipient=nobody@*");
        all.put(name + ", of a sender to a domain", path + "sender=user77@" + LargeData.DOMAIN + "&domain=d77.example");
    }

    private void trace(String name, String path, Map<String, String> all) {
        all.put(name, path);
        all.put(name + ", from the middle", path + "after=" + data.traced(rows / 8));
        all.put(name + ", of a busy address", path + "address=" + LargeData.BUSY_SENDER);
        all.put(name + ", of an address", path + "address=user77@" + LargeData.DOMAIN);
        all.put(name + ", of a Message-ID", path + "messageId=4000@client.example");
        all.put(name + ", of an entry", path + "queueId=777");
        all.put(name + ", of an unknown address", path + "address=nobody@nowhere.example");
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/overview.xhtml");
        pages.put("domains", "/domains.xhtml");
        pages.put("a domain", "/domain.xhtml?name=" + LargeData.DOMAIN);
        pages.put("import", "/import.xhtml?name=" + LargeData.DOMAIN);
        pages.put("applications", "/applications.xhtml");
        pages.put("queue", "/queue.xhtml");
        pages.put("queue, waiting", "/queue.xhtml?state=WAITING");
        pages.put("queue, of a domain", "/queue.xhtml?domain=d77.example");
        pages.put("queue, of a sender", "/queue.xhtml?sender=user77@" + LargeData.DOMAIN);
        pages.put("queue, to an unknown recipient", "/queue.xhtml?recipient=nobody@nowhere.example");
        pages.put("a mail", "/mail.xhtml?entry=" + rows / 2);
        pages.put("trace", "/trace.xhtml");
        pages.put("trace of a busy address", "/trace.xhtml?find=" + LargeData.BUSY_SENDER);
        pages.put("security", "/security.xhtml");
        pages.put("routes", "/routes.xhtml");
        pages.put("settings", "/settings.xhtml");
        pages.put("audit", "/audit.xhtml");
        return pages;
    }

    private void measure(String name, Http http, String path, SmtpClient mails) throws IOException {
        long[] times = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            Relay.send(mails, "", "bench", "user1@" + LargeData.DOMAIN, "friend@nowhere.example");
            long start = System.nanoTime();
            HttpResponse<String> response = http.get(path);
            times[round] = System.nanoTime() - start;
            assertEquals(200, response.statusCode(), () -> path + ": " + response.body());
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%-60s %9.0f %9.0f%n", name, times[rounds / 2] / 1e6, times[rounds - 1] / 1e6);
    }

    private static void signIn(Http browser, String password) throws IOException {
        String html = browser.get(LOGIN).body();
        HttpResponse<String> response = browser.form(
                LOGIN,
                Map.of(
                        "login",
                        "login",
                        "login:user",
                        "admin",
                        "login:password",
                        password,
                        "login:signIn",
                        "",
                        "jakarta.faces.ViewState",
                        first(VIEW_STATE, html),
                        "primefaces.nonce",
                        first(NONCE, html)));
        assertEquals(302, response.statusCode(), response.body());
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), () -> pattern + " is not in " + text);
        return matcher.group(1);
    }
}
