package org.letterwing.adapter;

import java.util.List;

import jakarta.resource.ResourceException;

import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.InboundMail;
import org.letterwing.spi.AddressPattern;

/** A bean of an application that takes mail, whatever its listener type. Thread-safe. */
interface ApplicationBean {

    /** Returns the addresses that it takes, at least one. */
    List<AddressPattern> recipients();

    /** Returns whether an address that matches a pattern is a recipient of the bean. */
    boolean takes(String address);

    /**
     * Hands it a mail, in one transaction of the container.
     *
     * @throws ResourceException if it takes no calls now; then nothing was done
     */
    Outcome<Void> deliver(InboundMail mail) throws ResourceException;
}
