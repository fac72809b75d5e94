package org.letterwing.authentication.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Reason;

/**
 * The keys that each managed domain has, one of each {@link KeyType type} in use, and how they follow one another. Each
 * call is a transaction. Servers that share the database change the keys of a domain one after the other.
 */
@Stateless
public class DomainKeys {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    @Inject
    private EntityManager entities;

    @Inject
    private KeySecret secret;

    /** For the container. */
    public DomainKeys() {}

    /** Works with the given beans, in a transaction of the entity manager. */
    DomainKeys(EntityManager entities, KeySecret secret) {
        this.entities = entities;
        this.secret = secret;
    }

    /**
     * Returns the keys of a domain, in the order in which they were made; a domain that has none gets its first ones.
     *
     * @param domain of A-labels
     * @return none if the domain is not managed
     */
    public List<DomainKey> of(String domain) {
        List<DomainKey> keys = find(domain);
        if (!keys.isEmpty()) {
            return keys;
        }
        Optional<Long> id = lock(domain);
        if (id.isPresent() && find(domain).isEmpty()) { // no other server was faster
            make(id.get(), Set.of(), KeyState.ACTIVE);
        }
        return find(domain);
    }

    /**
     * Makes new keys, which are published and don't sign yet. NOT_FOUND if the domain is not managed, CONFLICT while there
     * are such keys.
     */
    public List<DomainKey> rotate(String domain) throws DirectoryException {
        List<DomainKey> keys = locked(domain);
        if (keys.stream().anyMatch(key -> key.state() == KeyState.PUBLISHED)) {
            throw new DirectoryException(Reason.KEYS_WAIT, domain);
        }
        Set<String> taken = keys.stream().map(DomainKey::selector).collect(Collectors.toSet());
        make(lock(domain).orElseThrow(), taken, KeyState.PUBLISHED);
        return find(domain);
    }

    /** Lets the published keys sign instead of those that do now. CONFLICT if there are none. */
    public List<DomainKey> activate(String domain) throws DirectoryException {
        List<DomainKey> keys = locked(domain);
        if (keys.stream().noneMatch(key -> key.state() == KeyState.PUBLISHED)) {
            throw new DirectoryException(Reason.NO_KEYS_WAIT, domain);
        }
        Instant now = Instant.now();
        for (DomainKey key : keys) {
            switch (key.state()) {
                case PUBLISHED -> key.activate(now);
                case ACTIVE -> key.retire(now);
                case RETIRED -> {}
            }
        }
        return find(domain);
    }

    /** Returns domains that have no keys yet. */
    public List<String> withoutKeys(int most) {
        return entities.createQuery(
                        "select d.name from Domain d where not exists (select k.id from DomainKey k where k.domainId = d.id)"
                                + " order by d.name",
                        String.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** Returns domains whose new keys have been published for a time. */
    public List<String> toActivate(Duration lead) {
        return domains(KeyState.PUBLISHED, lead, "");
    }

    /** Returns domains whose keys have signed for a time, and that have no new ones. */
    public List<String> toRotate(Duration age) {
        return domains(
                KeyState.ACTIVE,
                age,
                " and not exists (select n.id from DomainKey n where n.domainId = d.id and n.state = "
                        + KeyState.class.getName() + ".PUBLISHED)");
    }

    private List<String> domains(KeyState state, Duration age, String condition) {
        return entities.createQuery(
                        "select distinct d.name from DomainKey k, Domain d"
                                + " where d.id = k.domainId and k.state = :state and k.since <= :before" + condition,
                        String.class)
                .setParameter("state", state)
                .setParameter("before", Instant.now().minus(age))
                .getResultList();
    }

    /** Removes keys that have been retired for a time; returns how many. */
    public int removeRetired(Duration age) {
        return entities.createQuery("delete from DomainKey k where k.state = :state and k.since <= :before")
                .setParameter("state", KeyState.RETIRED)
                .setParameter("before", Instant.now().minus(age))
                .executeUpdate();
    }

    private List<DomainKey> find(String domain) {
        return entities.createQuery(
                        "select k from DomainKey k, Domain d where d.id = k.domainId and d.name = :name order by k.id",
                        DomainKey.class)
                .setParameter("name", domain)
                .getResultList();
    }

    /** Returns the keys of a domain that no other server changes before the transaction ends. */
    private List<DomainKey> locked(String domain) throws DirectoryException {
        if (lock(domain).isEmpty()) {
            throw notManaged(new DomainName(domain));
        }
        return of(domain);
    }

    static DirectoryException notManaged(DomainName domain) {
        return new DirectoryException(Reason.UNKNOWN_DOMAIN, domain.unicode());
    }

    @SuppressWarnings("unchecked")
    private Optional<Long> lock(String domain) {
        return ((Stream<Long>) entities
                        .createNativeQuery("SELECT id FROM domain WHERE name = :name FOR UPDATE", Long.class)
                        .setParameter("name", domain)
                        .getResultList()
                        .stream())
                .findFirst();
    }

    private void make(long domain, Set<String> taken, KeyState state) {
        Instant now = Instant.now();
        for (KeyType type : KeyType.values()) {
            String name = "lw" + DAY.format(now) + type.letter();
            String selector = Stream.iterate(1, i -> i + 1)
                    .map(i -> i == 1 ? name : name + i)
                    .filter(s -> !taken.contains(s))
                    .findFirst()
                    .orElseThrow();
            entities.persist(new DomainKey(domain, selector, type, state, now, type.generate(), secret.encryption()));
        }
        entities.flush();
    }
}
