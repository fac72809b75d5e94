package org.letterwing.authentication.keys;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.directory.DomainName;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.settings.StsMode;

/** Tells everybody who asks what hosts that bring mail to a domain must do about TLS. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StsPolicies {

    @Inject
    private RecipientDirectory recipients;

    /**
     * Returns the policy of a domain.
     *
     * @param host the host that was asked: {@code mta-sts.} and the domain, whatever its case
     * @return the document of RFC 8461 3.2; empty if no such domain is managed, or there are no policies
     */
    public Optional<String> at(String host) {
        StsMode mode = SmtpSettings.STS.get();
        if (mode == StsMode.NONE || !host.regionMatches(true, 0, StsPolicy.HOST, 0, StsPolicy.HOST.length())) {
            return Optional.empty();
        }
        return DomainName.parse(host.substring(StsPolicy.HOST.length()))
                .filter(this::isManaged)
                .map(domain -> new StsPolicy(mode, Settings.HOSTNAME.get()).text());
    }

    /** Each managed domain has a postmaster (RFC 5321 4.5.1), and who has an address is known without asking the database. */
    private boolean isManaged(DomainName domain) {
        return !recipients.ownersOf("postmaster@" + domain.ascii()).foreign();
    }
}
