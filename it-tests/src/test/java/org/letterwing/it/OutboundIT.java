package org.letterwing.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The connection factory for outbound mail, in the container's pool. */
@SharedServer
class OutboundIT {

    @Deployment(testable = false)
    static WebArchive courier() {
        return ApplicationWar.build("courier.war", "org.letterwing.it.courier");
    }

    @Test
    void sessionsAreUsedAgain(MailHost host) throws IOException {
        try (var peer = new OutboundPeer()) {
            for (int i = 0; i < 3; i++) {
                String outcome = send(host, peer, "bob@peer.test");
                assertTrue(outcome.startsWith("DeliveryOutcome[result=TAKEN, status=2.0.0, "), outcome);
            }
            assertEquals(1, peer.connections());
            String mail = "Subject: courier\n\nsent by an application\n";
            assertEquals(List.of(mail, mail, mail), peer.mails());
        }
    }

    @Test
    void afterARefusalTheSessionIsStillOfUse(MailHost host) throws IOException {
        try (var peer = new OutboundPeer()) {
            String outcome = send(host, peer, "nobody@peer.test");
            assertTrue(outcome.startsWith("DeliveryOutcome[result=REFUSED, status=5.1.1, "), outcome);
            assertTrue(send(host, peer, "bob@peer.test").contains("TAKEN"));
            assertEquals(1, peer.connections());
        }
    }

    @Test
    void aSessionThatBrokeIsReplaced(MailHost host) throws IOException {
        try (var peer = new OutboundPeer()) {
            assertTrue(send(host, peer, "bob@peer.test").contains("TAKEN"));
            peer.cut();
            Wait.until(
                    "the peer has forgotten the connection", Duration.ofSeconds(10), () -> peer.openConnections() == 0);
            Wait.until(
                    "mail goes again",
                    Duration.ofSeconds(10),
                    () -> send(host, peer, "bob@peer.test").contains("TAKEN"));
            assertEquals(2, peer.connections());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "letterwing.test.full", matches = "true", disabledReason = "it takes 100 seconds")
    void anIdleSessionEnds(MailHost host) throws IOException {
        try (var peer = new OutboundPeer()) {
            assertTrue(send(host, peer, "bob@peer.test").contains("TAKEN"));
            Wait.until("the session has ended", Duration.ofSeconds(180), () -> peer.openConnections() == 0);
        }
    }

    @Test
    void whereNobodyListensIsSaid(MailHost host) throws IOException {
        int port;
        try (var peer = new OutboundPeer()) {
            port = peer.port();
        }
        String outcome = send(host, port, "NONE", "bob@peer.test");
        assertTrue(outcome.startsWith("UNREACHABLE DeliveryOutcome[result=DEFERRED, status=4.4.1, "), outcome);
    }

    @Test
    void tlsThatIsRequiredAndNotOfferedIsSaid(MailHost host) throws IOException {
        try (var peer = new OutboundPeer()) {
            String outcome = send(host, peer.port(), "REQUIRED", "bob@peer.test");
            assertTrue(outcome.startsWith("TLS DeliveryOutcome[result=DEFERRED, status=4.7.4, "), outcome);
        }
    }

    @Test
    void ourOwnServerTakesItOverTls(MailHost host) throws IOException {
        host.api().domain("courier.test");
        host.api().account("bob", "courier.test", "wonderland");
        String outcome = send(host, host.ports().smtp(), "OPPORTUNISTIC", "bob@courier.test");
        assertTrue(outcome.startsWith("DeliveryOutcome[result=TAKEN, status=2.0.0, "), outcome);
        outcome = send(host, host.ports().smtp(), "REQUIRED", "bob@courier.test");
        assertTrue(outcome.startsWith("TLS DeliveryOutcome[result=DEFERRED, status=4.7.5, "), outcome);
    }

    private static String send(MailHost host, OutboundPeer peer, String recipient) throws IOException {
        return send(host, peer.port(), "NONE", recipient);
    }

    static String send(MailHost host, int port, String tls, String recipient) throws IOException {
        return host.application("courier")
                .get("/send?port=" + port + "&tls=" + tls + "&to=" + recipient)
                .body();
    }
}
