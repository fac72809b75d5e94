package org.letterwing.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Where an alias leads: to an account, or to another alias. */
@Entity
@Table(name = "alias_target")
class AliasTarget {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Alias alias;

    /** Null if the target is an alias. */
    @ManyToOne(fetch = FetchType.LAZY)
    private Account account;

    /** Null if the target is an account. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "target_alias_id")
    private Alias targetAlias;

    /** For JPA. */
    protected AliasTarget() {}

    AliasTarget(Alias alias, Account account, Alias targetAlias) {
        this.alias = alias;
        this.account = account;
        this.targetAlias = targetAlias;
    }
}
