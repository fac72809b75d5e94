package org.letterwing.adapter;

import java.util.List;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.letterwing.api.MailListener;

/** Activates a {@link MailListener} of an application, and says which addresses it takes. */
@Activation(messageListeners = MailListener.class)
public class MailListenerSpec implements ActivationSpec {

    private static final int MAX_LENGTH = 4000;

    private ResourceAdapter resourceAdapter;

    @NotBlank(
            message = "The activation property 'recipients' must name the addresses that the bean takes,"
                    + " such as orders@shop.example or *@shop.example")
    @Size(max = MAX_LENGTH)
    private String recipients;

    /** Returns the addresses that the bean takes. */
    public String getRecipients() {
        return recipients;
    }

    /** Sets the addresses that the bean takes: {@code local-part@domain} or {@code *@domain}, separated by commas. */
    public void setRecipients(String recipients) {
        this.recipients = recipients;
    }

    /** Returns the patterns that the property holds. */
    List<AddressPattern> patterns() throws InvalidPropertyException {
        if (recipients == null) {
            throw new InvalidPropertyException("The activation property 'recipients' is missing");
        }
        return AddressPattern.parseList(recipients);
    }

    @Override
    public void validate() throws InvalidPropertyException {
        patterns();
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
        return "recipients=" + recipients;
    }
}
