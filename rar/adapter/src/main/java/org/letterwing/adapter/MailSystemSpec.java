package org.letterwing.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;

import org.letterwing.spi.MailSink;
import org.letterwing.spi.MailboxAccess;
import org.letterwing.spi.SessionPolicy;

/** Activates the mail system's own beans. It has no properties. */
@Activation(messageListeners = {MailSink.class, SessionPolicy.class, MailboxAccess.class})
public class MailSystemSpec implements ActivationSpec {

    private ResourceAdapter resourceAdapter;

    @Override
    public void validate() {
        // nothing can be wrong
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
