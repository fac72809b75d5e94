package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

import org.letterwing.tls.Identity;
import org.letterwing.tls.TestIdentity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hosts and name servers that fail in every way: mail waits or comes back as it should, and other mail goes on. */
class QueueFaultsIT {

    private static final Duration SOON = Relay.SOON;
    private static final int MANY = TestForm.rounds(200, 1_000);
    private static final Identity TRUSTED = TestIdentity.of("EC", "mx.trusted.test");

    private static Relay relay;
    private static Mailboxes mailboxes;
    private static String sender;
    private static OutboundPeer live;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path trust = folder.resolve("trust.pem");
        TestIdentity.writeCertificate(TRUSTED, trust);
        relay = Relay.start(
                "queue-faults",
                Database.embedded(),
                "-Dletterwing.queue.delay-warning=1",
                "-Dletterwing.dns.timeout=2",
                "-Dletterwing.outbound.tls.trust=" + trust);
        mailboxes = new Mailboxes(relay.host(), "sender.test", 1);
        sender = mailboxes.addresses().get(0);
        live = relay.peerOf("live.test");
    }

    @AfterAll
    static void stop() throws IOException {
        relay.close();
    }

    /** Whatever a test has done to one destination, mail to another one goes on. */
    @AfterEach
    void anotherDestinationGoesOn() throws IOException {
        int before = live.count();
        relay.send(sender, "meanwhile", "bob@live.test");
        Wait.until("another destination is served", SOON, () -> live.count() > before);
        mailboxes.takeAll(sender);
    }

    @Test
    void aHostThatSaysNothingIsWaitedFor() throws IOException {
        OutboundPeer silent = relay.peerOf("silent.test").says(command -> Optional.of(OutboundPeer.SILENCE));
        relay.send(sender, "to a silent host", "bob@silent.test");
        Wait.until("it is connected", SOON, () -> silent.openConnections() == 1);
        assertTrue(relay.isAll("silent.test", "in-delivery"));
    }

    @Test
    void aHostThatWillNotSpeakNowIsAskedAgain() throws IOException {
        AtomicBoolean busy = new AtomicBoolean(true);
        OutboundPeer peer = relay.peerOf("busy.test")
                .says(command -> busy.get() ? Optional.of("421 4.3.2 Too busy") : Optional.empty());
        relay.send(sender, "to a busy host", "bob@busy.test");
        Wait.until("the mail waits", SOON, () -> "4.3.2".equals(lastStatus("busy.test")));
        Wait.until("the figures say why", SOON, () -> isDeferral("busy.test", "4.3.2", "421 4.3.2 Too busy"));
        JsonObject figures = relay.figures();
        assertTrue(figures.getJsonObject("attempts").getInt("deferred") > 0, figures::toString);
        assertTrue(figures.getInt("waiting") + figures.getInt("inDelivery") > 0, figures::toString);
        assertFalse(figures.isNull("oldestSeconds"), figures::toString);
        busy.set(false);
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
        Wait.until("it is noted", SOON, () -> relay.isAll("busy.test", "delivered"));
    }

    @Test
    void aHostThatEndsTheSessionInTheMiddleIsAskedAgain() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        OutboundPeer peer = relay.peerOf("ending.test")
                .says(command -> command.startsWith("RCPT") && closed.getAndIncrement() < 2
                        ? Optional.of(closed.get() == 1 ? "421 4.3.2 Going down" : OutboundPeer.CLOSE)
                        : Optional.empty());
        relay.send(sender, "to a host that ends", "bob@ending.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
        Wait.until("it is noted", SOON, () -> relay.isAll("ending.test", "delivered"));
        assertEquals(List.of("4.3.2", "4.4.2", "2.0.0"), statuses("ending.test"));
    }

    @Test
    void aHostThatClosesInsteadOfTheLastReplyMayHaveTheMailTwice() throws IOException {
        AtomicBoolean closes = new AtomicBoolean(true);
        OutboundPeer peer = relay.peerOf("closing.test")
                .says(command -> command.equals(OutboundPeer.END) && closes.getAndSet(false)
                        ? Optional.of(OutboundPeer.CLOSE)
                        : Optional.empty());
        relay.send(sender, "to a host that closes", "bob@closing.test");
        Wait.until("it is noted", SOON, () -> relay.isAll("closing.test", "delivered"));
        assertEquals(2, peer.mails().size());
        assertEquals(peer.mails().get(0), peer.mails().get(1));
        assertEquals(
                List.of("unknown", "taken"),
                relay.attempts("closing.test").stream()
                        .map(attempt -> attempt.getString("result"))
                        .toList());
    }

    @Test
    void eachRecipientHasItsOwnOutcomeAndItsOwnReport() throws IOException {
        AtomicBoolean full = new AtomicBoolean(true);
        OutboundPeer peer = relay.peerOf("mixed.test").says(command -> {
            if (command.startsWith("RCPT TO:<no@")) {
                return Optional.of("550 5.1.1 No such user here");
            }
            return command.startsWith("RCPT TO:<later") && full.get()
                    ? Optional.of("450 4.2.2 Mailbox is full")
                    : Optional.empty();
        });
        relay.send(sender, "mixed", "yes1@mixed.test", "no@mixed.test", "later1@mixed.test", "later2@mixed.test");
        List<String> reports = new ArrayList<>();
        Wait.until("there is a report of the failure and one of the delay", SOON, () -> {
            mailboxes.takeAll(sender).forEach(mail -> reports.add(new String(mail, StandardCharsets.UTF_8)));
            return reports.size() == 2;
        });
        full.set(false);
        String failed = only(reports, "Action: failed");
        assertReports(failed, "Final-Recipient: rfc822; no@mixed.test", "Status: 5.1.1", "No such user here");
        assertFalse(failed.contains("yes1@") || failed.contains("later1@"), failed);
        String delayed = only(reports, "Action: delayed");
        assertReports(
                delayed,
                "Final-Recipient: rfc822; later1@mixed.test",
                "Final-Recipient: rfc822; later2@mixed.test",
                "Status: 4.2.2",
                "Will-Retry-Until: ");
        assertFalse(delayed.contains("yes1@") || delayed.contains("no@"), delayed);
        Wait.until(
                "the others have it",
                SOON,
                () -> relay.queue("mixed.test").stream()
                                .filter(entry -> entry.getString("state").equals("delivered"))
                                .count()
                        == 3);
        assertEquals(2, peer.count(), "one transaction for those that were taken together");
        assertEquals(List.of(), mailboxes.takeAll(sender));
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoReasonNotToSendUnlessTlsIsRequired() throws IOException {
        OutboundPeer peer =
                relay.peerOf("untrusted.test").offersTls(Tls.server(TestIdentity.of("EC", "mx.untrusted.test")));
        relay.send(sender, "in the open", "bob@untrusted.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
        assertTrue(peer.taken().get(0).encrypted());

        relay.route("required.test", "mx.untrusted.test", "required");
        relay.send(sender, "secret", "bob@required.test");
        Wait.until("the mail waits", SOON, () -> "4.7.5".equals(lastStatus("required.test")));
        assertTrue(relay.isAll("required.test", "waiting"));
        assertEquals(1, peer.count());
    }

    @Test
    void aCertificateThatIsTrustedIsGoodWhereTlsIsRequired() throws IOException {
        OutboundPeer peer = relay.peerOf("trusted.test").offersTls(Tls.server(TRUSTED));
        relay.route("trusted.test", "mx.trusted.test", "required");
        relay.send(sender, "secret", "bob@trusted.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
        assertTrue(peer.taken().get(0).encrypted());
    }

    @Test
    void tlsThatIsNotOfferedWhereItIsRequiredKeepsTheMailBack() throws IOException {
        OutboundPeer peer = relay.peerOf("plain.test");
        relay.route("plain.test", "mx.plain.test", "required");
        relay.send(sender, "secret", "bob@plain.test");
        Wait.until("the mail waits", SOON, () -> "4.7.4".equals(lastStatus("plain.test")));
        assertEquals(List.of(), peer.taken());
    }

    @Test
    void dnsThatIsLateOrCutsItsAnswersOffIsWaitedFor() throws IOException {
        OutboundPeer late = relay.peerOf("late.test");
        relay.dns().isLate("late.test.", Duration.ofSeconds(1));
        OutboundPeer cut = relay.peerOf("cut.test");
        relay.dns().cutsOff("cut.test.").cutsOff("mx.cut.test.");
        relay.send(sender, "late", "bob@late.test", "bob@cut.test");
        Wait.until("the mails are there", SOON, () -> late.count() == 1 && cut.count() == 1);
    }

    @Test
    void dnsThatFailsOrIsSilentIsAskedAgain() throws IOException {
        OutboundPeer failing = relay.peerOf("servfail.test");
        relay.dns().fails("servfail.test.", Rcode.SERVFAIL);
        OutboundPeer silent = relay.peerOf("unheard.test");
        relay.dns().isLate("unheard.test.", Duration.ofDays(1));
        relay.send(sender, "nobody knows", "bob@servfail.test", "bob@unheard.test");
        Wait.until(
                "the mails wait",
                SOON,
                () -> "4.4.3".equals(lastStatus("servfail.test")) && "4.4.3".equals(lastStatus("unheard.test")));
        relay.dns().works("servfail.test.").works("unheard.test.");
        Wait.until("the mails are there", SOON, () -> failing.count() == 1 && silent.count() == 1);
    }

    @Test
    void hostsAreTriedByTheirPreference() throws IOException {
        String refusing = relay.address();
        OutboundPeer second = relay.peer(relay.address());
        OutboundPeer third = relay.peer(relay.address());
        relay.dns()
                .knows(
                        "prefers.test. MX 30 mx3.prefers.test.",
                        "prefers.test. MX 20 mx2.prefers.test.",
                        "prefers.test. MX 10 mx1.prefers.test.",
                        "mx1.prefers.test. A " + refusing,
                        "mx2.prefers.test. A 127.0.0." + lastOctet(refusing, 1),
                        "mx3.prefers.test. A 127.0.0." + lastOctet(refusing, 2));
        relay.send(sender, "to the second", "bob@prefers.test");
        Wait.until("the mail is there", SOON, () -> second.count() == 1);
        second.says(command -> Optional.of("421 4.3.2 Go elsewhere"));
        second.cut();
        relay.send(sender, "to the third", "carol@prefers.test");
        Wait.until("the mail is there", SOON, () -> third.count() == 1);
        assertTrue(third.taken().get(0).envelope().contains("RCPT TO:<carol@prefers.test>"));
        assertEquals(1, second.count());
    }

    @Test
    void aDomainThatTakesNoMailIsGivenUpAtOnce() throws IOException {
        relay.dns().knows("null.test. MX 0 .");
        relay.send(sender, "to nobody", "bob@null.test");
        assertFailed("null.test", "5.1.10");
    }

    @Test
    void aDomainThatDoesNotExistIsGivenUpAtOnce() throws IOException {
        relay.send(sender, "to nowhere", "bob@nowhere.test");
        assertFailed("nowhere.test", "5.1.2");
    }

    @Test
    void aDomainWhoseMailWouldComeBackIsGivenUpAtOnce() throws IOException {
        relay.dns()
                .knows(
                        "loop1.test. MX 10 mx.loop1.test.",
                        "mx.loop1.test. A 127.0.0.1",
                        "loop2.test. MX 10 relay.test.",
                        "loop3.test. A 127.0.0.1");
        for (String domain : List.of("loop1.test", "loop2.test", "loop3.test")) {
            relay.send(sender, "round and round", "bob@" + domain);
            assertFailed(domain, "5.4.6");
        }
    }

    @Test
    void aBackupHostDoesNotSendToItselfNorToHostsThatAreNoBetter() throws IOException {
        String down = relay.address();
        OutboundPeer worse = relay.peer(relay.address());
        relay.dns()
                .knows(
                        "backup.test. MX 10 mx1.backup.test.",
                        "backup.test. MX 20 mx2.backup.test.",
                        "backup.test. MX 30 mx3.backup.test.",
                        "mx1.backup.test. A " + down,
                        "mx2.backup.test. A 127.0.0.1",
                        "mx3.backup.test. A 127.0.0." + lastOctet(down, 1));
        relay.send(sender, "for the best", "bob@backup.test");
        Wait.until("the mail waits", SOON, () -> "4.4.1".equals(lastStatus("backup.test")));
        assertEquals(0, worse.connections());
    }

    @Test
    void anAliasInDnsIsFollowed() throws IOException {
        OutboundPeer peer = relay.peerOf("target.test");
        relay.dns().knows("cname.test. CNAME target.test.");
        relay.send(sender, "to an alias", "bob@cname.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
        assertEquals(
                List.of("MAIL FROM:<" + sender + ">", "RCPT TO:<bob@cname.test>"),
                peer.taken().get(0).envelope());
    }

    @Test
    void aDomainWithoutMxHasItsOwnAddress() throws IOException {
        String address = relay.address();
        OutboundPeer peer = relay.peer(address);
        relay.dns().knows("implicit.test. A " + address);
        relay.send(sender, "to the domain itself", "bob@implicit.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
    }

    @Test
    void aHostMayHaveAnAddressOfIpv6Alone() throws IOException {
        OutboundPeer peer = relay.peer("::1");
        relay.dns().knows("six.test. MX 10 mx.six.test.", "mx.six.test. AAAA ::1");
        relay.send(sender, "by IPv6", "bob@six.test");
        Wait.until("the mail is there", SOON, () -> peer.count() == 1);
    }

    @Test
    void manyMailsToDeadHostsHoldUpNoOther() throws IOException {
        int domains = 10;
        OutboundPeer fresh = relay.peerOf("fresh.test");
        for (int i = 0; i < domains; i++) {
            relay.addressOf("refusing" + i + ".test");
            relay.peerOf("mute" + i + ".test").says(command -> Optional.of(OutboundPeer.SILENCE));
        }
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO test");
            for (int i = 0; i < MANY; i++) {
                String dead = (i % 2 == 0 ? "refusing" : "mute") + i / 2 % domains + ".test";
                Relay.send(client, sender, "dead", "bob" + i + "@" + dead);
            }
            for (int i = 0; i < MANY; i++) {
                Relay.send(client, sender, "alive", "bob" + i + "@fresh.test");
            }
        }
        Wait.until("all mails to the live host are there", SOON, () -> fresh.count() == MANY);
        for (int i = 0; i < domains; i++) {
            for (String dead : List.of("refusing" + i + ".test", "mute" + i + ".test")) {
                List<JsonObject> entries = relay.queue(dead);
                assertEquals(Math.min(MANY / 2 / domains, 100), entries.size());
                for (JsonObject entry : entries) {
                    String state = entry.getString("state");
                    assertTrue(state.equals("waiting") || state.equals("in-delivery"), entry::toString);
                }
            }
        }
    }

    private static void assertFailed(String domain, String status) throws IOException {
        Wait.until("it is given up", SOON, () -> relay.isAll(domain, "failed"));
        assertEquals(List.of(status), statuses(domain));
        List<byte[]> reports = mailboxes.takeAll(sender);
        assertEquals(1, reports.size());
        assertReports(
                new String(reports.get(0), StandardCharsets.UTF_8),
                "Final-Recipient: rfc822; bob@" + domain,
                "Action: failed",
                "Status: " + status);
    }

    private static void assertReports(String report, String... lines) {
        for (String line : lines) {
            assertTrue(report.contains(line), () -> line + " is not in\n" + report);
        }
    }

    private static String only(List<String> reports, String line) {
        List<String> found =
                reports.stream().filter(report -> report.contains(line)).toList();
        assertEquals(1, found.size(), reports::toString);
        return found.get(0);
    }

    private static boolean isDeferral(String domain, String status, String reply) throws IOException {
        return relay.figures().getJsonArray("deferrals").getValuesAs(JsonObject.class).stream()
                .anyMatch(deferral -> deferral.getString("domain").equals(domain)
                        && deferral.getString("status").equals(status)
                        && deferral.getString("reply").equals(reply)
                        && deferral.getInt("entries") == 1);
    }

    private static String lastStatus(String domain) throws IOException {
        JsonObject entry = relay.queue(domain).get(0);
        return entry.isNull("lastStatus") ? null : entry.getString("lastStatus");
    }

    private static List<String> statuses(String domain) throws IOException {
        return relay.attempts(domain).stream()
                .map(attempt -> attempt.getString("status"))
                .toList();
    }

    private static int lastOctet(String address, int after) {
        return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)) + after;
    }
}
