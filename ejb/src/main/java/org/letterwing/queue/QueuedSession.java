package org.letterwing.queue;

import java.net.InetSocketAddress;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.letterwing.api.SessionFacts;

/** What is known of the session that brought a queued mail, for applications that get it later. */
@Embeddable
class QueuedSession {

    private static final int LONGEST_NAME = 255;

    @Column(name = "session_listener")
    private String listener;

    @Column(name = "client_address")
    private String clientAddress;

    @Column(name = "client_port")
    private Integer clientPort;

    @Column(name = "helo_name")
    private String heloName;

    @Column(name = "tls_protocol")
    private String tlsProtocol;

    @Column(name = "user_name")
    private String user;

    protected QueuedSession() {}

    QueuedSession(SessionFacts facts) {
        listener = facts.listener();
        clientAddress = facts.client().getHostString();
        clientPort = facts.client().getPort();
        String name = facts.heloName();
        heloName = name != null && name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        tlsProtocol = facts.tlsProtocol().orElse(null);
        user = facts.user().orElse(null);
    }

    SessionFacts facts() {
        return new SessionFacts(
                listener,
                new InetSocketAddress(clientAddress, clientPort),
                heloName,
                Optional.ofNullable(tlsProtocol),
                Optional.ofNullable(user));
    }
}
