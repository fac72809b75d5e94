package org.letterwing.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

import org.letterwing.directory.Login;

/** Who is signed in, for what pages offer. It hides what the beans would refuse, and guards nothing. */
@Named
@RequestScoped
public class Caller {

    /** Returns whether it administers the server. */
    public boolean isAdministrator() {
        return is(Login.ADMINISTRATOR);
    }

    /** Returns whether it administers some domains. */
    public boolean isDomainAdministrator() {
        return is(Login.DOMAIN_ADMINISTRATOR);
    }

    /** Returns whether it owns an account. */
    public boolean isUser() {
        return is(Login.USER);
    }

    private static boolean is(String role) {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(role);
    }
}
