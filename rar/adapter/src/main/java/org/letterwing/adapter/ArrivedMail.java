package org.letterwing.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.SessionFacts;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spi.DeliveryId;
import org.letterwing.spool.MailContent;
import org.letterwing.tls.TlsConnection;

/** A mail that has just arrived over SMTP. */
final class ArrivedMail implements InboundMail {

    private final UUID deliveryId = DeliveryId.next();
    private final Envelope envelope;
    private final SessionFacts session;
    private final MailContent content;

    ArrivedMail(MailTransaction transaction, MailContent content) {
        this.envelope = ArrivedEnvelope.of(transaction);
        this.session = facts(transaction.session());
        this.content = content;
    }

    /** Returns what is known of a session as it stands. */
    static SessionFacts facts(SmtpSession session) {
        return new SessionFacts(
                session.listener(),
                session.client(),
                session.heloName(),
                session.tls().map(TlsConnection::protocol),
                session.user());
    }

    @Override
    public UUID deliveryId() {
        return deliveryId;
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public SessionFacts session() {
        return session;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream openContent() throws IOException {
        return content.open();
    }
}
