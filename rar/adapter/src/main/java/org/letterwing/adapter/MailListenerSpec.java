package org.letterwing.adapter;

import java.util.List;
import java.util.Locale;

import jakarta.resource.spi.Activation;
import jakarta.resource.spi.InvalidPropertyException;

import org.letterwing.api.MailListener;
import org.letterwing.api.MailMethods;
import org.letterwing.spi.AddressPattern;

/** Activates a listener of an application, and says which mail it takes and how. */
@Activation(messageListeners = {MailListener.class, MailMethods.class})
public class MailListenerSpec extends ListenerSpec {

    private String recipients = "";
    private int priority;
    private long maxMessageSize;
    private boolean requireAuthenticated;
    private String delivery = Mode.SESSION.name();

    /** When a mail is handed to the bean. */
    enum Mode {
        /** In the SMTP session: what becomes of it is the reply. */
        SESSION,
        /** After the reply, from the queue. */
        QUEUE
    }

    /** Returns the addresses that a {@link MailListener} takes. */
    public String getRecipients() {
        return recipients;
    }

    /**
     * Sets the addresses that a {@link MailListener} takes, separated by commas: {@code orders@shop.example}, {@code *@shop.example},
     * {@code returns+*@shop.example}, {@code orders+}<code>{id}</code>{@code @shop.example}.
     */
    public void setRecipients(String recipients) {
        this.recipients = recipients;
    }

    /** Returns the priority among listeners. */
    public int getPriority() {
        return priority;
    }

    /** Sets which bean gets a mail that several want by patterns of the same kind: the one with more. */
    public void setPriority(int priority) {
        this.priority = priority;
    }

    /** Returns the size of the largest mail that the bean takes. */
    public long getMaxMessageSize() {
        return maxMessageSize;
    }

    /** Sets the size of the largest mail that the bean takes, in octets; 0 for any that the server takes. */
    public void setMaxMessageSize(long maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /** Returns whether the bean takes mail of known senders alone. */
    public boolean isRequireAuthenticated() {
        return requireAuthenticated;
    }

    /** Sets whether the bean takes mail only of users who have logged in, and of domains that pass DMARC. */
    public void setRequireAuthenticated(boolean requireAuthenticated) {
        this.requireAuthenticated = requireAuthenticated;
    }

    /** Returns when a mail is handed to the bean. */
    public String getDelivery() {
        return delivery;
    }

    /** Sets when a mail is handed to the bean: {@code session} or {@code queue}. */
    public void setDelivery(String delivery) {
        this.delivery = delivery;
    }

    Mode mode() throws InvalidPropertyException {
        try {
            return Mode.valueOf(delivery.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("delivery", "is '" + delivery + "', but must be session or queue");
        }
    }

    /** Returns the recipients of a bean that must name them here. */
    List<AddressPattern> requiredRecipients() throws InvalidPropertyException {
        List<AddressPattern> patterns = patterns("recipients", recipients);
        if (patterns.isEmpty()) {
            throw wrong(
                    "recipients",
                    "must name the addresses that the bean takes, such as orders@shop.example or *@shop.example");
        }
        return patterns;
    }

    /** Makes sure that a bean doesn't name its recipients here: its methods do. */
    void refuseRecipients() throws InvalidPropertyException {
        if (!recipients.isBlank()) {
            throw wrong(
                    "recipients",
                    "is '" + recipients + "', but a bean with MailMethods names them at its methods, with @Recipient");
        }
    }

    @Override
    void check() throws InvalidPropertyException {
        super.check();
        patterns("recipients", recipients);
        mode();
        if (maxMessageSize < 0) {
            throw wrong("maxMessageSize", "is " + maxMessageSize + ", but must be a number of octets, or 0 for any");
        }
    }

    @Override
    public String toString() {
        return "senders=" + (getSenders().isBlank() ? "all" : getSenders()) + ", priority=" + priority
                + ", maxMessageSize=" + (maxMessageSize == 0 ? "any" : maxMessageSize) + ", requireAuthenticated="
                + requireAuthenticated + ", delivery=" + delivery + ", redeliveryAttempts=" + getRedeliveryAttempts()
                + ", redeliveryInterval=" + getRedeliveryInterval();
    }
}
