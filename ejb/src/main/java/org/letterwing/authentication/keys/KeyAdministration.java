package org.letterwing.authentication.keys;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;

/**
 * The keys of domains as administrators see and change them, and what has to be in DNS. Domains may be given as A-labels or
 * U-labels; MALFORMED if it is none, NOT_FOUND if it isn't managed.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class KeyAdministration {

    @EJB
    private DomainKeys keys;

    @Inject
    private DnsCheck check;

    @Inject
    private ChangeLog changes;

    /** For the container. */
    public KeyAdministration() {}

    KeyAdministration(DomainKeys keys, DnsCheck check, ChangeLog changes) {
        this.changes = changes;
        this.keys = keys;
        this.check = check;
    }

    /** Returns a domain's keys, the oldest first. */
    @OnlyReads
    public List<KeyView> keys(String domain) throws DirectoryException {
        return views(managed(name(domain)));
    }

    /** Makes new keys, which sign after they have been published. CONFLICT while there are such keys. */
    public List<KeyView> rotate(String domain) throws DirectoryException {
        return told("signing keys made", name(domain), keys.rotate(name(domain).ascii()));
    }

    /** Lets the new keys sign at once. CONFLICT if there are none. */
    public List<KeyView> activate(String domain) throws DirectoryException {
        return told(
                "signing keys activated",
                name(domain),
                keys.activate(name(domain).ascii()));
    }

    /** Returns the records that a domain should have in DNS, and whether it has them. No transaction waits for DNS. */
    @OnlyReads
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<DnsFinding> dns(String domain) throws DirectoryException {
        DomainName name = name(domain);
        return check.of(DnsRecords.of(name.ascii(), managed(name)));
    }

    private List<KeyView> told(String operation, DomainName domain, List<DomainKey> now) {
        Change change = Change.of(operation, domain.ascii());
        for (DomainKey key : now) {
            change = change.with(key.selector(), null, key.state());
        }
        changes.tell(change);
        return views(now);
    }

    private List<DomainKey> managed(DomainName name) throws DirectoryException {
        List<DomainKey> found = keys.of(name.ascii());
        if (found.isEmpty()) {
            throw DomainKeys.notManaged(name);
        }
        return found;
    }

    private static DomainName name(String domain) throws DirectoryException {
        return DomainName.parse(domain)
                .orElseThrow(() -> new DirectoryException(
                        Kind.MALFORMED, "'" + domain + "' is no domain name: give one such as example.com"));
    }

    private static List<KeyView> views(List<DomainKey> keys) {
        return keys.stream().map(KeyView::of).toList();
    }
}
