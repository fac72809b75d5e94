package org.letterwing.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;

import org.letterwing.spi.AddressPattern;

/** The properties that activate listeners of applications of each kind. */
public abstract class ListenerSpec implements ActivationSpec {

    private static final int MAX_LENGTH = 4000;
    private static final int DAY = 86_400;

    private ResourceAdapter resourceAdapter;
    private String senders = "";
    private int redeliveryAttempts = 10;
    private int redeliveryInterval = 60;

    /** Returns the senders whose mail concerns the bean. */
    public String getSenders() {
        return senders;
    }

    /**
     * Sets the senders whose mail concerns the bean, separated by commas: {@code orders@shop.example},
     * {@code *@shop.example}, {@code returns+*@shop.example}.
     */
    public void setSenders(String senders) {
        this.senders = senders;
    }

    /** Returns how often the bean is offered what waits for it. */
    public int getRedeliveryAttempts() {
        return redeliveryAttempts;
    }

    /** Sets how often the bean is offered what waits for it, 1 to 1000. */
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

    List<AddressPattern> senderPatterns() throws InvalidPropertyException {
        return patterns("senders", senders);
    }

    static List<AddressPattern> patterns(String property, String text) throws InvalidPropertyException {
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

    /** Does nothing: some containers ask, others don't, and none says which bean is wrong. */
    @Override
    public void validate() {
        // checkFor does it
    }

    /**
     * Makes sure that all properties are right.
     *
     * @throws InvalidPropertyException if one isn't; its message names the bean, the property and the reason
     */
    final void checkFor(Class<?> bean) throws InvalidPropertyException {
        try {
            check();
        } catch (InvalidPropertyException e) {
            throw new InvalidPropertyException(ListenerName.of(bean) + ": " + e.getMessage(), e);
        }
    }

    /** Makes sure that all properties are right. */
    void check() throws InvalidPropertyException {
        senderPatterns();
        if (redeliveryAttempts < 1 || redeliveryAttempts > 1000) {
            throw wrong("redeliveryAttempts", "is " + redeliveryAttempts + ", but must be from 1 to 1000");
        }
        if (redeliveryInterval < 1 || redeliveryInterval > DAY) {
            throw wrong(
                    "redeliveryInterval", "is " + redeliveryInterval + ", but must be from 1 to " + DAY + " seconds");
        }
    }

    static InvalidPropertyException wrong(String property, String why) {
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
}
