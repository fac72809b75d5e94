package org.letterwing.adapter;

import java.lang.reflect.Method;
import java.util.List;

import jakarta.resource.ResourceException;

import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.spi.AddressPattern;

/** A bean that is a {@link MailListener}: its activation names its recipients. */
record MailListenerBean(List<AddressPattern> recipients, EndpointCall<MailListener> endpoint)
        implements ApplicationBean {

    static final Method ON_MAIL = onMail();

    private static Method onMail() {
        try {
            return MailListener.class.getMethod("onMail", InboundMail.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean takes(String address) {
        return true;
    }

    @Override
    public Outcome<Void> deliver(InboundMail mail) throws ResourceException {
        return endpoint.run(bean -> {
            bean.onMail(mail);
            return null;
        });
    }
}
