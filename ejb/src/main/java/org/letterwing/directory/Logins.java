package org.letterwing.directory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
import jakarta.persistence.TypedQuery;

import org.letterwing.spi.ScramCredential;

/** Checks passwords, of the administrator and of the accounts, or lets the adapter do so by SCRAM. */
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
            if (isAdministrator(user)) {
                return administrator.isPassword(password)
                        ? Optional.of(new Login(Administrator.NAME, Set.of(Login.ADMINISTRATOR)))
                        : Optional.empty();
            }
            Optional<MailAddress> address = address(user);
            ScramVerifier verifier = address.flatMap(this::verifier).orElse(NOBODYS);
            return verifier.matches(password) ? address.map(a -> new Login(a.canonical(), roles(a))) : Optional.empty();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /**
     * Returns what SCRAM needs to check a login. It takes the same time whether the user exists or not.
     *
     * @param user {@value Administrator#NAME}, or an account's address, in any case
     * @return for an unknown user, or one with a second factor, what no password fits, with a salt that is always the same
     */
    public ScramCredential scramCredential(String user) {
        Optional<MailAddress> address = address(user);
        ScramVerifier imagined = ScramVerifier.imagined(secret(), Login.comparedName(user));
        Optional<ScramVerifier> own =
                isAdministrator(user) ? Optional.of(administrator.verifier()) : address.flatMap(this::verifier);
        boolean isEnough = !hasSecondFactor(user);
        ScramVerifier verifier = own.filter(v -> isEnough).orElse(imagined);
        return new ScramCredential(verifier.salt(), verifier.iterations(), verifier.storedKey(), verifier.serverKey());
    }

    /**
     * Returns whether an account's own password opens the console alone, together with a code.
     *
     * @param user {@value Administrator#NAME}, or an account's address, in any case
     */
    public boolean hasSecondFactor(String user) {
        String withOne = "select a.id from Account a where a.secondFactor = true and ";
        List<Long> found = isAdministrator(user)
                ? entities.createQuery(withOne + "a.domain is null", Long.class).getResultList()
                : address(user)
                        .map(address -> of(
                                        address,
                                        entities.createQuery(
                                                withOne + "a.domain.name = :domain and a.localPart = :localPart",
                                                Long.class))
                                .getResultList())
                        .orElse(List.of());
        return !found.isEmpty();
    }

    /**
     * Returns the canonical name of an account.
     *
     * @param user {@value Administrator#NAME}, or an account's address, in any case
     * @return empty if there is no such account
     */
    public Optional<String> canonicalName(String user) {
        return isAdministrator(user)
                ? Optional.of(Administrator.NAME)
                : address(user).filter(a -> verifier(a).isPresent()).map(MailAddress::canonical);
    }

    private Set<String> roles(MailAddress account) {
        return new DomainAdministrators(entities)
                        .reachOf(account.canonical())
                        .domains()
                        .isEmpty()
                ? Set.of(Login.USER)
                : Set.of(Login.USER, Login.DOMAIN_ADMINISTRATOR);
    }

    private static boolean isAdministrator(String user) {
        return user.toLowerCase(Locale.ROOT).equals(Administrator.NAME);
    }

    private static Optional<MailAddress> address(String user) {
        return MailAddress.parse(user).filter(a -> a.localPart().isPresent());
    }

    /** All servers that share the database imagine the same. */
    private byte[] secret() {
        return ((String) entities.createNativeQuery("SELECT secret FROM scram_secret", String.class)
                        .getSingleResult())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Optional<ScramVerifier> verifier(MailAddress address) {
        return of(
                        address,
                        entities.createQuery(
                                "select a.verifier from Account a where a.domain.name = :domain"
                                        + " and a.localPart = :localPart and a.suspended = false",
                                ScramVerifier.class))
                .getResultList()
                .stream()
                .findFirst();
    }

    private static <T> TypedQuery<T> of(MailAddress address, TypedQuery<T> query) {
        return query.setParameter("domain", address.domain().ascii())
                .setParameter("localPart", address.localPart().orElseThrow());
    }
}
