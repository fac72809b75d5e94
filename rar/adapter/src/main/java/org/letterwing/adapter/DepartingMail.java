package org.letterwing.adapter;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.client.ClientMail;
import org.letterwing.smtp.client.ClientSession;
import org.letterwing.smtp.client.NextHop;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.spi.outbound.Peer;
import org.letterwing.tls.TlsConnection;

/** A mail on its way out, its next hop and its peer, between the mail system's words and the engine's. */
final class DepartingMail {

    private DepartingMail() {}

    static NextHop hop(org.letterwing.spi.outbound.NextHop hop) {
        return new NextHop(
                new InetSocketAddress(hop.address(), hop.port()),
                hop.name(),
                NextHop.Tls.valueOf(hop.tls().name()),
                hop.credentials().map(c -> new NextHop.Credentials(c.user(), c.password())));
    }

    static Peer peer(ClientSession session) {
        return new Peer(
                session.peer(),
                session.facts().name(),
                session.tls().map(TlsConnection::protocol),
                session.tls().map(TlsConnection::cipherSuite),
                session.isVerified(),
                session.facts().extensions());
    }

    static ClientMail of(OutboundMail mail) {
        Envelope envelope = mail.envelope();
        return new ClientMail(
                envelope.reversePath(),
                options(mail),
                envelope.recipients().stream().map(DepartingMail::recipient).toList(),
                mail.eightBit(),
                () -> mail.content().open(),
                mail.signer() == OutboundMail.Signer.NONE
                        ? Optional.empty()
                        : Optional.of(content -> mail.signer().sign(content)));
    }

    private static ClientMail.Recipient recipient(Recipient recipient) {
        return new ClientMail.Recipient(
                recipient.address(),
                new RecipientOptions(
                        recipient.reports().stream()
                                .map(when -> RecipientOptions.Report.valueOf(when.name()))
                                .collect(Collectors.toSet()),
                        recipient.original().map(o -> new RecipientOptions.OriginalRecipient(o.type(), o.address()))));
    }

    private static MailOptions options(OutboundMail mail) {
        Set<Envelope.Feature> features = mail.envelope().features();
        DeliveryWishes wishes = mail.envelope().wishes();
        return new MailOptions(
                mail.size(),
                body(features),
                features.contains(Envelope.Feature.SMTPUTF8),
                features.contains(Envelope.Feature.REQUIRETLS),
                wishes.dsnReturn().map(what -> MailOptions.Return.valueOf(what.name())),
                wishes.envelopeId(),
                Optional.empty(), // the queue has held it
                wishes.deliverBy().map(by -> new MailOptions.DeliverBy(by.deadline(), by.returned(), by.traced())),
                wishes.priority());
    }

    private static MailOptions.Body body(Set<Envelope.Feature> features) {
        if (features.contains(Envelope.Feature.BINARY_MIME)) {
            return MailOptions.Body.BINARY;
        }
        return features.contains(Envelope.Feature.EIGHT_BIT_MIME)
                ? MailOptions.Body.EIGHT_BIT
                : MailOptions.Body.SEVEN_BIT;
    }
}
