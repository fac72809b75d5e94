package org.letterwing.status;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;

/** Tells administrators the state of the server. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatusBean {

    @Inject
    private Readiness readiness;

    /** Returns the state, at most a second old. */
    public Status status() {
        return readiness.status();
    }

    /** Returns the disk with the data folder; empty if it doesn't tell. */
    public Optional<DiskState> disk() {
        return DiskState.now();
    }
}
