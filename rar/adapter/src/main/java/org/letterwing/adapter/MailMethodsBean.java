package org.letterwing.adapter;

import java.util.List;

import jakarta.resource.ResourceException;

import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailMethods;
import org.letterwing.spi.AddressPattern;

/** A bean with {@link MailMethods}: its methods name its recipients. */
record MailMethodsBean(MethodBinding methods, EndpointCall<Object> endpoint) implements ApplicationBean {

    @Override
    public List<AddressPattern> recipients() {
        return methods.patterns();
    }

    @Override
    public boolean takes(String address) {
        return methods.takes(address);
    }

    @Override
    public Outcome<Void> deliver(InboundMail mail) throws ResourceException {
        return endpoint.run(bean -> {
            methods.deliver(bean, mail);
            return null;
        });
    }
}
