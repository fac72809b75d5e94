package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Several clients change one mailbox while mail arrives in it: each knows the truth in the end, also on two servers. */
class SharedMailboxIT {

    private static final Duration TIME = Duration.ofSeconds(TestForm.rounds(5, 60));
    private static final String DOMAIN = "shared.test";

    @Test
    void clientsOfOneServer() throws Exception {
        try (ServerProcess server = ServerProcess.in(
                        ServerFolder.provisioned("shared-embedded"), Database.embedded(), MailHost.NO_BANS)
                .start()) {
            play(server.host(), server.host());
        }
    }

    @Test
    void clientsOfTwoServersThatShareADatabase() throws Exception {
        Database database = Database.on(PostgresServer.shared());
        try (ServerProcess one = ServerProcess.in(ServerFolder.provisioned("shared-one"), database, MailHost.NO_BANS)
                        .start();
                ServerProcess two = ServerProcess.in(ServerFolder.provisioned("shared-two"), database, MailHost.NO_BANS)
                        .start()) {
            play(one.host(), two.host());
            idlingClientHearsOfMailOnTheOtherServer(one.host(), two.host());
        }
    }

    private static ImapClient client(MailHost host) throws IOException {
        return new ImapClient(MailHost.NAME, host.ports().imap()).login("u0@" + DOMAIN, Mailboxes.PASSWORD);
    }

    private static void play(MailHost here, MailHost there) throws Exception {
        new Mailboxes(here, DOMAIN, 1);
        Wait.until("the other server knows the account", Duration.ofSeconds(30), () -> knows(there));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        long end = System.nanoTime() + TIME.toNanos();
        try (ImapClient one = client(here);
                ImapClient two = client(there);
                ImapClient fresh = client(here);
                ImapClient freshThere = client(there)) {
            ImapView first = new ImapView(one, 1);
            ImapView second = new ImapView(two, 2);
            List<Future<Void>> all = threads.invokeAll(
                    List.of(acting("one", first, end), acting("two", second, end), delivering(here, end)));
            for (Future<Void> each : all) {
                each.get();
            }
            first.assertTrueNow(fresh);
            second.assertTrueNow(freshThere);
            assertTrue(first.highestUid() > 10, "something has happened");
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean knows(MailHost host) {
        try (ImapClient client = client(host)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Callable<Void> acting(String name, ImapView view, long end) {
        return () -> {
            for (int step = 0; System.nanoTime() < end; step++) {
                view.act(name, step);
            }
            return null;
        };
    }

    private static Callable<Void> delivering(MailHost host, long end) {
        return () -> {
            for (int number = 0; System.nanoTime() < end; number++) {
                deliver(host, "mail " + number);
            }
            return null;
        };
    }

    private static void deliver(MailHost host, String subject) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO shared.test");
            byte[] mail = ("Subject: " + subject + "\r\n\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII);
            String reply = client.send("sender@example.org", mail, "u0@" + DOMAIN);
            assertTrue(reply.startsWith("250"), reply);
        }
    }

    private static void idlingClientHearsOfMailOnTheOtherServer(MailHost here, MailHost there) throws IOException {
        try (ImapClient client = client(there)) {
            client.ok("SELECT INBOX");
            client.idle();
            deliver(here, "news");
            String heard = client.response();
            assertTrue(heard.matches("\\* \\d+ EXISTS"), heard);
        }
    }
}
