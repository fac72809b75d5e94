package org.letterwing.token;

import java.util.Set;

import org.letterwing.directory.Login;

/** What a token allows. */
public enum Scope {
    /** To see all that an administrator sees. */
    READ(Set.of(Login.ADMINISTRATOR, Login.TOKEN, Login.ONLY_READS)),
    /** To change it too, but not to make tokens. */
    WRITE(Set.of(Login.ADMINISTRATOR, Login.TOKEN));

    private final Set<String> roles;

    Scope(Set<String> roles) {
        this.roles = roles;
    }

    Set<String> roles() {
        return roles;
    }
}
