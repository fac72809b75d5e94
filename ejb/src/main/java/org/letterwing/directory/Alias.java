package org.letterwing.directory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;

/** An alias (RFC 5321 3.9.1): a name whose mail goes to accounts, other aliases and addresses on
 * other hosts. It has at least one target. */
@Entity
class Alias {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Domain domain;

    @Column(name = "local_part")
    private String localPart;

    @OneToMany(mappedBy = "alias", cascade = CascadeType.ALL)
    @OrderBy("id")
    private List<AliasTarget> targets = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "alias_forward", joinColumns = @JoinColumn(name = "alias_id"))
    @Column(name = "address")
    @OrderBy
    private Set<String> forwards = new LinkedHashSet<>();

    /** For JPA. */
    protected Alias() {}

    Alias(Domain domain, String localPart) {
        this.domain = domain;
        this.localPart = localPart;
    }

    void add(Account account) {
        targets.add(new AliasTarget(this, account, null));
    }

    void add(Alias alias) {
        targets.add(new AliasTarget(this, null, alias));
    }

    /** Adds an address on another host, its domain in A-labels. */
    void addForward(String address) {
        forwards.add(address);
    }

    long id() {
        return id;
    }

    String localPart() {
        return localPart;
    }

    /** Returns the address to show. */
    String address() {
        return localPart + "@" + domain.name().unicode();
    }

    /** Returns an address as people write it. */
    static String shown(String forward) {
        int at = forward.lastIndexOf('@');
        return DomainName.parse(forward.substring(at + 1))
                .map(domain -> forward.substring(0, at + 1) + domain.unicode())
                .orElse(forward);
    }
}
