package org.letterwing.authentication.keys;

import java.util.List;
import java.util.function.Supplier;

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
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Reach;
import org.letterwing.directory.Reason;

/**
 * The keys of domains as administrators see and change them, and what has to be in DNS. Domains may be given as A-labels or
 * U-labels; MALFORMED if it is none, NOT_FOUND if it isn't managed, or not by the caller.
 */
@Stateless
@RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
@Interceptors(ChangesAreTold.class)
public class KeyAdministration {

    @EJB
    private DomainKeys keys;

    @EJB
    private ManagedDomains managed;

    @Inject
    private DnsCheck check;

    @Inject
    private ChangeLog changes;

    private Supplier<Reach> reach = () -> managed.ofCaller();

    /** For the container. */
    public KeyAdministration() {}

    KeyAdministration(DomainKeys keys, DnsCheck check, ChangeLog changes, Supplier<Reach> reach) {
        this.reach = reach;
        this.changes = changes;
        this.keys = keys;
        this.check = check;
    }

    /** Returns a domain's keys, the oldest first. */
    @OnlyReads
    public List<KeyView> keys(String domain) throws DirectoryException {
        return views(managed(own(domain)));
    }

    /** Makes new keys, which sign after they have been published. CONFLICT while there are such keys. */
    public List<KeyView> rotate(String domain) throws DirectoryException {
        DomainName name = own(domain);
        return told("signing keys made", name, keys.rotate(name.ascii()));
    }

    /** Lets the new keys sign at once. CONFLICT if there are none. */
    public List<KeyView> activate(String domain) throws DirectoryException {
        DomainName name = own(domain);
        return told("signing keys activated", name, keys.activate(name.ascii()));
    }

    /** Returns the records that a domain should have in DNS, and whether it has them. No transaction waits for DNS. */
    @OnlyReads
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<DnsFinding> dns(String domain) throws DirectoryException {
        DomainName name = own(domain);
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

    /** Another's domain is answered as one that is not there. */
    private DomainName own(String domain) throws DirectoryException {
        DomainName name =
                DomainName.parse(domain).orElseThrow(() -> new DirectoryException(Reason.NO_DOMAIN_NAME, domain));
        if (!reach.get().has(name)) {
            throw DomainKeys.notManaged(name);
        }
        return name;
    }

    private static List<KeyView> views(List<DomainKey> keys) {
        return keys.stream().map(KeyView::of).toList();
    }
}
