package org.letterwing.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.directory.Recipients.Kind;
import org.letterwing.directory.Recipients.Member;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.srs.Reversal;
import org.letterwing.srs.SenderRewriting;

/** Looks recipients up in the database. */
final class RecipientLookup {

    private final EntityManager entities;

    RecipientLookup(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns who takes the mail for an address, as {@link RecipientDirectory#accountsFor} says. */
    Recipients find(String address) {
        if (address.equalsIgnoreCase(LocalPart.POSTMASTER)) {
            return as(Kind.CATCH_ALL, administrators());
        }
        return MailAddress.parse(address)
                .filter(this::isManaged)
                .map(found -> SenderRewriting.isRewritten(address) ? findSender(address) : findManaged(found, address))
                .orElse(Recipients.FOREIGN);
    }

    /** What stands behind a name. */
    private record Behind(List<Member> members, List<String> elsewhere) {

        private static final Behind NOTHING = new Behind(List.of(), List.of());

        private boolean isNothing() {
            return members.isEmpty() && elsewhere.isEmpty();
        }
    }

    /** Accounts send their mail on, beside what they keep or instead, if their owners want it. */
    private Recipients as(Kind kind, Behind behind) {
        OptionalLong owner = behind.members().size() == 1 && behind.elsewhere().isEmpty()
                ? OptionalLong.of(behind.members().get(0).account())
                : OptionalLong.empty();
        if (behind.members().isEmpty()) {
            return Recipients.ofOthers(kind, behind.elsewhere());
        }
        Set<String> elsewhere = new LinkedHashSet<>(behind.elsewhere());
        Set<Long> gone = new HashSet<>();
        for (Tuple forward : forwards(behind.members())) {
            elsewhere.add(forward.get(2, String.class));
            if (!forward.get(1, Boolean.class)) {
                gone.add(forward.get(0, Long.class));
            }
        }
        List<Member> members = behind.members().stream()
                .filter(member -> !gone.contains(member.account()))
                .toList();
        return new Recipients(kind, Optional.empty(), owner, members, List.copyOf(elsewhere));
    }

    private List<Tuple> forwards(List<Member> accounts) {
        return entities.createQuery(
                        "select a.id, a.keepsCopy, f from Account a join a.forwards f where a.id in :accounts",
                        Tuple.class)
                .setParameter("accounts", accounts.stream().map(Member::account).toList())
                .getResultList();
    }

    /** Returns who stands behind the return address of a mail that this server has forwarded. */
    private Recipients findSender(String address) {
        Reversal reversal = new SenderRewriting(entities).reverse(address);
        Kind kind = switch (reversal.kind()) {
            case GENUINE -> Kind.NAMED;
            case EXPIRED -> Kind.EXPIRED;
            case FORGED -> Kind.FORGED;
        };
        return Recipients.ofOthers(kind, reversal.sender().stream().toList());
    }

    private Recipients findManaged(MailAddress address, String text) {
        List<String> names = address.names();
        Map<String, Behind> known = behind(address.domain(), names);
        Optional<Taken> taken = taken(address, text);
        if (taken.filter(Taken::overrides).isPresent()) {
            return listener(taken.get());
        }
        for (String name : names) {
            if (known.containsKey(name)) {
                return as(Kind.NAMED, known.get(name));
            }
        }
        Behind others = known.getOrDefault(LocalPart.CATCH_ALL, Behind.NOTHING);
        if (names.contains(LocalPart.POSTMASTER)) { // RFC 5321 4.5.1
            return as(Kind.CATCH_ALL, others.isNothing() ? administrators() : others);
        }
        return taken.map(this::listener).orElseGet(() -> as(others.isNothing() ? Kind.NOBODY : Kind.CATCH_ALL, others));
    }

    private Behind administrators() {
        return new Behind(List.of(new Member(administrator(), null)), List.of());
    }

    /** Returns the key of the administrator's account. */
    long administrator() {
        return entities.createQuery("select a.id from Account a where a.domain is null", Long.class)
                .getSingleResult();
    }

    /** Returns the key of the account of exactly this address. */
    OptionalLong account(MailAddress address) {
        return entities
                .createQuery(
                        "select a.id from Account a where a.domain.name = :domain and a.localPart = :localPart",
                        Long.class)
                .setParameter("domain", address.domain().ascii())
                .setParameter("localPart", address.localPart().orElse(""))
                .getResultList()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private boolean isManaged(MailAddress address) {
        return !entities.createQuery("select d.name from Domain d where d.name = :domain", String.class)
                .setParameter("domain", address.domain().ascii())
                .getResultList()
                .isEmpty();
    }

    /** Returns what stands behind those names that are there, and behind the catch-all. */
    private Map<String, Behind> behind(DomainName domain, List<String> names) {
        List<String> wanted = new ArrayList<>(names);
        wanted.add(LocalPart.CATCH_ALL);
        Map<String, Behind> behind = new HashMap<>();
        for (Tuple account : byName("a.localPart, a.id, a.quota from Account a", domain, wanted)) {
            Member member = new Member(account.get(1, Long.class), account.get(2, Long.class));
            behind.put(account.get(0, String.class), new Behind(List.of(member), List.of()));
        }
        for (Tuple alias : byName("a.localPart, a.id from Alias a", domain, wanted)) {
            behind.put(alias.get(0, String.class), behind(alias.get(1, Long.class)));
        }
        return behind;
    }

    private List<Tuple> byName(String selection, DomainName domain, List<String> names) {
        return entities.createQuery(
                        "select " + selection + " where a.domain.name = :domain and a.localPart in :names", Tuple.class)
                .setParameter("domain", domain.ascii())
                .setParameter("names", names)
                .getResultList();
    }

    /** Returns where an alias leads, however many aliases lie between, each account and address once. */
    private Behind behind(long alias) {
        Set<Member> members = new LinkedHashSet<>();
        Set<Long> seen = new HashSet<>(Set.of(alias));
        List<Long> next = List.of(alias);
        while (!next.isEmpty()) {
            List<Long> further = new ArrayList<>();
            for (Tuple target : targets(next)) {
                Long through = target.get(0, Long.class);
                if (through == null) {
                    members.add(new Member(target.get(1, Long.class), target.get(2, Long.class)));
                } else if (seen.add(through)) {
                    further.add(through);
                }
            }
            next = further;
        }
        List<String> elsewhere = entities.createQuery(
                        "select distinct f from Alias a join a.forwards f where a.id in :aliases", String.class)
                .setParameter("aliases", seen)
                .getResultList();
        return new Behind(List.copyOf(members), List.copyOf(elsewhere));
    }

    private List<Tuple> targets(List<Long> aliases) {
        return entities.createQuery(
                        "select t.targetAlias.id, a.id, a.quota"
                                + " from AliasTarget t left join t.account a where t.alias.id in :aliases",
                        Tuple.class)
                .setParameter("aliases", aliases)
                .getResultList();
    }

    /**
     * One of the addresses that a listener takes.
     *
     * @param pattern the pattern that stands for it
     * @param listener the listener's key
     * @param priority which listener has it that several take by patterns of the same kind
     * @param overrides whether the listener takes mail of mailboxes too
     */
    private record Taken(AddressPattern pattern, long listener, int priority, boolean overrides) {}

    /** What a listener has by the most specific pattern is its own; then the priority decides. */
    private Optional<Taken> taken(MailAddress address, String text) {
        String canonical = address.localPart().isPresent()
                ? address.canonical()
                : text.substring(0, text.lastIndexOf('@')) + "@"
                        + address.domain().ascii();
        return entities
                .createQuery(
                        "select a.pattern, l.id, l.priority, l.overridesMailboxes from Listener l join l.addresses a"
                                + " where a.domain = :domain",
                        Tuple.class)
                .setParameter("domain", address.domain().ascii())
                .getResultList()
                .stream()
                .map(t -> new Taken(
                        AddressPattern.parse(t.get(0, String.class)),
                        t.get(1, Long.class),
                        t.get(2, Integer.class),
                        t.get(3, Boolean.class)))
                .filter(taken -> taken.pattern().matches(canonical))
                .min(Comparator.comparing(Taken::pattern, AddressPattern.MOST_SPECIFIC_FIRST)
                        .thenComparing(Comparator.comparing(Taken::priority).reversed())
                        .thenComparing(Taken::listener));
    }

    private Recipients listener(Taken taken) {
        Tuple facts = entities.createQuery(
                        "select l.application, l.maxMessageSize, l.requireAuthenticated from Listener l where l.id = :id",
                        Tuple.class)
                .setParameter("id", taken.listener())
                .getSingleResult();
        List<AddressPattern> senders = entities
                .createQuery("select s from Listener l join l.senders s where l.id = :id", String.class)
                .setParameter("id", taken.listener())
                .getResultList()
                .stream()
                .map(AddressPattern::parse)
                .toList();
        ListenerFacts listener = new ListenerFacts(
                facts.get(0, String.class),
                List.of(taken.pattern()),
                taken.priority(),
                senders,
                facts.get(1, Long.class),
                facts.get(2, Boolean.class));
        return new Recipients(Kind.LISTENER, Optional.of(listener), OptionalLong.empty(), List.of(), List.of());
    }
}
