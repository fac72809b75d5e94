package org.letterwing.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A domain whose mail this server takes. */
@Entity
class Domain {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** Of A-labels, in lower case. */
    private String name;

    /** For JPA. */
    protected Domain() {}

    Domain(DomainName name) {
        this.name = name.ascii();
    }

    DomainName name() {
        return new DomainName(name);
    }
}
