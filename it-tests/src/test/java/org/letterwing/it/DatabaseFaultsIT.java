package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.Peer;
import org.letterwing.testing.PostgresServer;

/** The database goes away, is away at the start, or has no room: nothing acknowledged is lost, and all heals by itself. */
class DatabaseFaultsIT {

    private static final int CONNECTIONS = 10;
    private static final int ACCOUNTS = 5;
    private static final int MAILS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theDatabaseGoesAwayWhileMailComes() throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                ServerProcess server = ServerProcess.in(
                                ServerFolder.provisioned("database-away"), Database.on(postgres))
                        .start()) {
            Mailboxes mailboxes = new Mailboxes(server.host(), "away.test", ACCOUNTS);
            Load load = new Load(server.host(), mailboxes.addresses(), CONNECTIONS);
            load.awaitAcknowledged(MAILS);
            postgres.stop();
            load.awaitReply("451");
            Http owner = Http.as(server.host(), mailboxes.addresses().get(0), Mailboxes.PASSWORD);
            AdministrationApiIT.problem(
                    503, owner.get("/api/v1/domains")); // nobody knows whether the password is right
            postgres.resume();
            load.awaitAcknowledged(MAILS);
            mailboxes.assertHold(load.stop());
        }
    }

    @Test
    void theDatabaseIsAwaitedAtTheStart() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            Database database = Database.on(postgres);
            postgres.stop();
            try (ServerProcess server = ServerProcess.in(ServerFolder.provisioned("database-late"), database)
                    .launch()) {
                Wait.until(
                        "the server says that it waits",
                        LIMIT,
                        () -> server.consoleText().contains("No database yet"));
                postgres.resume();
                server.awaitReady();
                Mailboxes mailboxes = new Mailboxes(server.host(), "late.test", ACCOUNTS);
                Load load = new Load(server.host(), mailboxes.addresses(), CONNECTIONS);
                load.awaitAcknowledged(MAILS);
                mailboxes.assertHold(load.stop());
            }
        }
    }

    @Test
    void theDiskIsFull() throws Exception {
        ServerFolder folder = ServerFolder.provisioned("disk-full");
        String disk = Files.createDirectories(folder.data()).toString();
        Peer.require(mount(disk), "A small disk could not be mounted: run the tests as root, to fill it");
        try (ServerProcess server =
                ServerProcess.in(folder, Database.embedded()).start()) {
            Mailboxes mailboxes = new Mailboxes(server.host(), "full.test", ACCOUNTS);
            Load load = new Load(server.host(), mailboxes.addresses(), CONNECTIONS);
            load.awaitReply("452 4.3.1");
            Commands.run("mount", "-o", "remount,size=1g", disk);
            load.awaitAcknowledged(MAILS);
            mailboxes.assertHold(load.stop());
        } finally {
            Commands.run("umount", disk);
        }
    }

    private static boolean mount(String folder) {
        try {
            Commands.run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
