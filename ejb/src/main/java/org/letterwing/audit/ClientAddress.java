package org.letterwing.audit;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

/** The address of the client whose request is worked on; who takes the request sets it. */
@RequestScoped
public class ClientAddress {

    private String address;

    /** Sets the address. */
    public void set(String client) {
        address = client;
    }

    /** Returns the address; empty if no client has asked. */
    public Optional<String> get() {
        return Optional.ofNullable(address);
    }
}
