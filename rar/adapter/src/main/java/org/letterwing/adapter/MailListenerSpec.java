package org.letterwing.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;

import org.letterwing.api.MailListener;
import org.letterwing.api.MailMethods;
import org.letterwing.spi.AddressPattern;

/** Activates a listener of an application, and says which mail it takes and how. */
@Activation(messageListeners = {MailListener.class, MailMethods.class})
public class MailListenerSpec implements ActivationSpec {

    private static final int MAX_LENGTH = 4000;
    private static final int DAY = 86_400;

    private ResourceAdapter resourceAdapter;
    private String recipients = "";
    private String senders = "";
    private int priority;
    private long maxMessageSize;
    private boolean requireAuthenticated;
    private String delivery = Mode.SESSION.name();
    private int redeliveryAttempts = 10;
    private int redeliveryInterval = 60;

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

    /** Returns the senders whose mail the bean takes. */
    public String getSenders() {
        return senders;
    }

    /** Sets the senders whose mail the bean takes, in the same form as the recipients; none for everybody's. */
    public void setSenders(String senders) {
        this.senders = senders;
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

    /** Returns whether the bean takes mail of users alone. */
    public boolean isRequireAuthenticated() {
        return requireAuthenticated;
    }

    /** Sets whether the bean takes mail only of users who have logged in. */
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

    /** Returns how often a mail in the queue is offered to the bean. */
    public int getRedeliveryAttempts() {
        return redeliveryAttempts;
    }

    /** Sets how often a mail in the queue is offered to the bean, 1 to 1000; then it is a dead letter. */
    public void setRedeliveryAttempts(int redeliveryAttempts) {
        this.redeliveryAttempts = redeliveryAttempts;
    }

    /** Returns how many seconds are between two attempts. */
    public int getRedeliveryInterval() {
        return redeliveryInterval;
    }

    /** Sets how many seconds are between two attempts, 1 to 86400. */
    public void setRedeliveryInterval(int redeliveryInterval) {
        this.redeliveryInterval = redeliveryInterval;
    }

    Duration interval() {
        return Duration.ofSeconds(redeliveryInterval);
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

    List<AddressPattern> senderPatterns() throws InvalidPropertyException {
        return patterns("senders", senders);
    }

    private static List<AddressPattern> patterns(String property, String text) throws InvalidPropertyException {
        if (text.length() > MAX_LENGTH) {
            throw wrong(property, "has more than " + MAX_LENGTH + " characters");
        }
        List<AddressPattern> patterns = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            try {
                patterns.add(AddressPattern.parse(part));
            } catch (IllegalArgumentException e) {
                throw wrong(property, "is wrong: " + e.getMessage());
            }
        }
        return patterns;
    }

    @Override
    public void validate() throws InvalidPropertyException {
        patterns("recipients", recipients);
        senderPatterns();
        mode();
        if (maxMessageSize < 0) {
            throw wrong("maxMessageSize", "is " + maxMessageSize + ", but must be a number of octets, or 0 for any");
        }
        if (redeliveryAttempts < 1 || redeliveryAttempts > 1000) {
            throw wrong("redeliveryAttempts", "is " + redeliveryAttempts + ", but must be from 1 to 1000");
        }
        if (redeliveryInterval < 1 || redeliveryInterval > DAY) {
            throw wrong(
                    "redeliveryInterval", "is " + redeliveryInterval + ", but must be from 1 to " + DAY + " seconds");
        }
    }

    private static InvalidPropertyException wrong(String property, String why) {
        return new InvalidPropertyException("The activation property '" + property + "' " + why);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        this.resourceAdapter = resourceAdapter;
    }

    @Override
    public String toString() {
        return "senders=" + (senders.isBlank() ? "all" : senders) + ", priority="
                + priority
                + ", maxMessageSize=" + (maxMessageSize == 0 ? "any" : maxMessageSize) + ", requireAuthenticated="
                + requireAuthenticated + ", delivery=" + delivery + ", redeliveryAttempts=" + redeliveryAttempts
                + ", redeliveryInterval=" + redeliveryInterval;
    }
}
