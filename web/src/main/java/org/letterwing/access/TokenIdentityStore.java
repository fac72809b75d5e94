package org.letterwing.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import org.letterwing.token.Tokens;

/** The identity store of Jakarta Security for programs: asks whether a token is right. Thread-safe. */
@ApplicationScoped
public class TokenIdentityStore implements IdentityStore {

    @EJB
    private Tokens tokens;

    /** Checks a token. */
    public CredentialValidationResult validate(TokenCredential credential) {
        return tokens.authenticate(credential.secret())
                .map(login -> new CredentialValidationResult(login.name(), login.roles()))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
