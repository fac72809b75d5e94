package org.letterwing.adapter;

import java.io.IOException;
import java.util.List;

import org.letterwing.net.NetworkThreads;
import org.letterwing.smtp.client.ClientSession;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.spi.outbound.Peer;
import org.letterwing.spi.outbound.SmtpTransport;

/** A session in the hands of a caller, until it is given back. */
final class TransportHandle implements SmtpTransport {

    private volatile TransportPlace place;

    TransportHandle(TransportPlace place) {
        this.place = place;
    }

    void moveTo(TransportPlace other) {
        place = other;
    }

    void invalidate() {
        place = null;
    }

    void open() throws NextHopException {
        place.open();
    }

    @Override
    public Peer peer() {
        return DepartingMail.peer(session());
    }

    @Override
    public List<DeliveryOutcome> send(OutboundMail mail) throws IOException {
        try {
            return session().send(DepartingMail.of(mail)).stream()
                    .map(Outcomes::of)
                    .toList();
        } finally {
            NetworkThreads.forgetCaller();
        }
    }

    @Override
    public boolean isOpen() {
        TransportPlace current = place;
        return current != null && current.isOpen();
    }

    private ClientSession session() {
        TransportPlace current = place;
        if (current == null) {
            throw new IllegalStateException("The session was given back");
        }
        return current.session();
    }

    @Override
    public void close() {
        TransportPlace current = place;
        if (current != null) {
            place = null;
            current.released(this);
        }
    }
}
