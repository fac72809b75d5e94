package org.letterwing.directory;

import java.util.Collection;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.spi.AddressPattern;

/**
 * Says as whom an application may send: as the addresses that its listeners take, and as what an administrator has
 * granted. Thread-safe; works in the caller's transaction.
 */
@ApplicationScoped
public class ApplicationSenders {

    @Inject
    private EntityManager entities;

    protected ApplicationSenders() {}

    /** Works with the given entity manager. */
    public ApplicationSenders(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Looks for an address as which an application may not send.
     *
     * @param application as {@link ApplicationName} has it
     * @param addresses {@code local-part@domain} each
     * @return the first such address; empty if it may send as all of them
     */
    public Optional<String> firstRefused(String application, Collection<String> addresses) {
        return addresses.stream()
                .distinct()
                .filter(address -> !maySend(application, address))
                .findFirst();
    }

    private boolean maySend(String application, String address) {
        return MailAddress.parse(address)
                .filter(parsed -> isGranted(application, parsed) || listensOn(application, parsed))
                .isPresent();
    }

    private boolean isGranted(String application, MailAddress address) {
        return !entities.createQuery(
                        "select g.id from SenderGrant g where g.application = :application and g.address in :granted",
                        Long.class)
                .setParameter("application", application)
                .setParameter("granted", address.patterns())
                .getResultList()
                .isEmpty();
    }

    private boolean listensOn(String application, MailAddress address) {
        return entities
                .createQuery(
                        "select l.application, a.pattern from Listener l join l.addresses a where a.domain = :domain",
                        Tuple.class)
                .setParameter("domain", address.domain().ascii())
                .getResultList()
                .stream()
                .filter(t -> ApplicationName.ofListener(t.get(0, String.class)).equals(application))
                .map(t -> AddressPattern.parse(t.get(1, String.class)))
                .anyMatch(pattern -> address.localPart().isPresent() && pattern.matches(address.canonical()));
    }
}
