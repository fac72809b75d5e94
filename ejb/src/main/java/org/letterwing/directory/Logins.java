package org.letterwing.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Checks passwords, of the administrator and of the accounts. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Logins {

    private static final ScramVerifier NOBODYS = ScramVerifier.matchingNothing();

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Administrator administrator;

    /** For the container. */
    public Logins() {}

    Logins(EntityManager entities, Administrator administrator) {
        this.entities = entities;
        this.administrator = administrator;
    }

    /**
     * Checks a password. It takes the same time whether the user exists or not.
     *
     * @param user {@value Administrator#NAME}, or an account's address, in any case
     * @param password the password in clear text, which is wiped
     * @return who logged in; empty if user or password is wrong
     */
    public Optional<Login> authenticate(String user, char[] password) {
        try {
            if (user.toLowerCase(Locale.ROOT).equals(Administrator.NAME)) {
                return administrator.isPassword(password)
                        ? Optional.of(new Login(Administrator.NAME, Set.of(Login.ADMINISTRATOR)))
                        : Optional.empty();
            }
            Optional<MailAddress> address =
                    MailAddress.parse(user).filter(a -> a.localPart().isPresent());
            ScramVerifier verifier = address.flatMap(this::verifier).orElse(NOBODYS);
            return verifier.matches(password) ? address.map(a -> new Login(a.canonical(), Set.of())) : Optional.empty();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private Optional<ScramVerifier> verifier(MailAddress address) {
        return entities
                .createQuery(
                        "select a.verifier from Account a where a.domain.name = :domain and a.localPart = :localPart",
                        ScramVerifier.class)
                .setParameter("domain", address.domain().ascii())
                .setParameter("localPart", address.localPart().orElseThrow())
                .getResultList()
                .stream()
                .findFirst();
    }
}
