package org.letterwing.queue;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;

/** What was found out of who sent a queued mail, for its delivery later. */
@Embeddable
class QueuedAuthentication {

    private static final int LONGEST_NAME = 255;
    private static final String BETWEEN = " ";

    @Column(name = "spf_result")
    @Enumerated(EnumType.STRING)
    private Result spf;

    @Column(name = "spf_domain")
    private String spfDomain;

    @Column(name = "dkim_domains")
    private String dkimDomains;

    @Column(name = "dmarc_result")
    @Enumerated(EnumType.STRING)
    private Result dmarc;

    @Column(name = "author_domain")
    private String authorDomain;

    private Boolean quarantined;

    @Column(name = "arc_result")
    @Enumerated(EnumType.STRING)
    private Result arc;

    protected QueuedAuthentication() {}

    QueuedAuthentication(SenderAuthentication facts) {
        spf = facts.spf();
        String name = facts.spfDomain();
        spfDomain = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        dkimDomains = String.join(BETWEEN, facts.dkimDomains());
        dmarc = facts.dmarc();
        authorDomain = facts.authorDomain();
        quarantined = facts.quarantined();
        arc = facts.arc();
    }

    SenderAuthentication facts() {
        return new SenderAuthentication(
                spf,
                spfDomain,
                dkimDomains.isEmpty() ? List.of() : List.of(dkimDomains.split(BETWEEN)),
                dmarc,
                authorDomain,
                quarantined,
                arc);
    }
}
