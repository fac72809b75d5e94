package org.letterwing.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.ejb.EJBException;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.letterwing.api.MailNotSentException;
import org.letterwing.api.MailSender;
import org.letterwing.api.SendOptions;

/**
 * Sends through {@link MailSender}, in the caller's transaction: {@code Transport.send} and all that is built on it do so
 * when a session's {@code mail.transport.protocol} is {@value LetterwingProvider#PROTOCOL}.
 *
 * <p>Properties of a session that count: {@code mail.letterwing.from}, the reverse-path; {@code mail.letterwing.sendpartial},
 * {@code true} to send to the recipients that are good when others aren't; {@code mail.from}, the author of messages
 * without one. There is no connection: {@code connect} succeeds, whatever it is given.
 */
public class LetterwingTransport extends Transport {

    private static final String FROM = "mail.letterwing.from";
    private static final String SEND_PARTIAL = "mail.letterwing.sendpartial";
    private static final String AUTHOR = "mail.from";
    private static final Address[] NONE = {};

    /** Is made by Jakarta Mail. */
    public LetterwingTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String password) {
        return true;
    }

    /**
     * Sends a message.
     *
     * @throws SendFailedException if some recipients can't get it
     * @throws MessagingException if it can't be sent for another reason
     */
    @Override
    public void sendMessage(Message message, Address[] recipients) throws MessagingException {
        if (!(message instanceof MimeMessage mime)) {
            throw new MessagingException(
                    "Letterwing sends MimeMessages, not " + message.getClass().getName());
        }
        String author = session.getProperty(AUTHOR);
        if (author != null && mime.getFrom() == null) {
            mime.setFrom(author);
        }
        try {
            send(mime, List.of(recipients));
        } catch (SendFailedException e) {
            tell(
                    e.getValidSentAddresses().length == 0
                            ? TransportEvent.MESSAGE_NOT_DELIVERED
                            : TransportEvent.MESSAGE_PARTIALLY_DELIVERED,
                    e.getValidSentAddresses(),
                    e.getValidUnsentAddresses(),
                    e.getInvalidAddresses(),
                    message);
            throw e;
        }
        tell(TransportEvent.MESSAGE_DELIVERED, recipients, NONE, NONE, message);
    }

    private void send(MimeMessage message, List<Address> recipients) throws SendFailedException {
        try {
            sender().send(message, options(recipients));
        } catch (MailNotSentException e) {
            Set<String> refused = e.recipients().keySet();
            List<Address> bad = recipients.stream()
                    .filter(recipient -> texts(recipient).anyMatch(refused::contains))
                    .toList();
            List<Address> good = new ArrayList<>(recipients);
            good.removeAll(bad);
            if (bad.isEmpty() || good.isEmpty() || !"true".equals(session.getProperty(SEND_PARTIAL))) {
                throw failure(e, List.of(), good, bad);
            }
            send(message, good);
            throw failure(e, good, List.of(), bad);
        } catch (EJBException e) {
            throw new SendFailedException(e.getMessage(), e, NONE, recipients.toArray(NONE), NONE);
        }
    }

    private SendOptions options(List<Address> recipients) {
        SendOptions options = SendOptions.NONE.to(
                recipients.stream().flatMap(LetterwingTransport::texts).toArray(String[]::new));
        String from = session.getProperty(FROM);
        return from == null ? options : options.from(from);
    }

    /** Returns the addresses that an address stands for: a group has several. */
    private static Stream<String> texts(Address address) {
        if (address instanceof InternetAddress internet && internet.isGroup()) {
            try {
                InternetAddress[] members = internet.getGroup(false);
                return members == null ? Stream.empty() : Stream.of(members).map(LetterwingTransport::text);
            } catch (AddressException e) {
                return Stream.of(text(address)); // which is refused
            }
        }
        return Stream.of(text(address));
    }

    private static String text(Address address) {
        return address instanceof InternetAddress internet
                ? Objects.requireNonNullElse(internet.getAddress(), "")
                : address.toString();
    }

    private static SendFailedException failure(
            MailNotSentException cause, List<Address> sent, List<Address> unsent, List<Address> invalid) {
        return new SendFailedException(
                cause.getMessage(), cause, sent.toArray(NONE), unsent.toArray(NONE), invalid.toArray(NONE));
    }

    private void tell(int type, Address[] sent, Address[] unsent, Address[] invalid, Message message) {
        notifyTransportListeners(type, sent, unsent, invalid, message);
    }

    private static MailSender sender() throws SendFailedException {
        try {
            return InitialContext.doLookup(MailSender.JNDI_NAME);
        } catch (NamingException e) {
            throw new SendFailedException("Letterwing is not deployed on this server: " + e.getMessage(), e);
        }
    }
}
