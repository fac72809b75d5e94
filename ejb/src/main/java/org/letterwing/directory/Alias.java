package org.letterwing.directory;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;

/** An alias (RFC 5321 3.9.1): a name whose mail goes to accounts and other aliases. It has at least one target. */
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

    String localPart() {
        return localPart;
    }

    /** Returns the address to show. */
    String address() {
        return localPart + "@" + domain.name().unicode();
    }

    /** Returns the addresses of the targets to show. */
    List<String> targets() {
        return targets.stream().map(AliasTarget::address).toList();
    }
}
