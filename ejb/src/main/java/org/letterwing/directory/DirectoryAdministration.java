package org.letterwing.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.store.Mailboxes;

/**
 * Manages domains, accounts, aliases, rights to send, and the memory of application listeners.
 *
 * <p>Names are compared without case. Domains may be given as A-labels or U-labels. Each call is one transaction, and
 * each throws {@link DirectoryException} and changes nothing if it can't do what is asked. Lists are sorted by name;
 * {@code after} is the {@code next} of the page before, null for the first, and {@code limit} the most items of a page,
 * from 1 to {@value #MAX_LIMIT}.
 *
 * <p>What is allowed to administrators of domains is done in theirs: others are as if they were not there. An account of
 * theirs that has rights in others is seen by them, and not changed: FORBIDDEN.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class DirectoryAdministration {

    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    @PersistenceContext
    private EntityManager entities;

    @EJB
    private ManagedDomains managed;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private DirectoryVersion version;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    private Supplier<Reach> reach = () -> managed.ofCaller();
    private Directory directory;
    private Superiors superiors;
    private Domains domains;
    private Accounts accounts;
    private Aliases aliases;
    private Listeners listeners;
    private Grants grants;

    /** For the container. */
    public DirectoryAdministration() {}

    DirectoryAdministration(EntityManager entities, Mailboxes mailboxes, DirectoryVersion version, ChangeLog changes) {
        this(entities, mailboxes, version, changes, () -> Reach.ALL);
    }

    DirectoryAdministration(
            EntityManager entities,
            Mailboxes mailboxes,
            DirectoryVersion version,
            ChangeLog changes,
            Supplier<Reach> reach) {
        this.entities = entities;
        this.reach = reach;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.version = version;
        assemble();
    }

    @PostConstruct
    private void assemble() {
        directory = new Directory(entities, reach);
        superiors = new Superiors(entities);
        aliases = new Aliases(entities, directory);
        accounts = new Accounts(entities, directory, aliases, mailboxes);
        domains = new Domains(entities, directory, accounts, aliases);
        listeners = new Listeners(entities);
        grants = new Grants(entities, directory);
    }

    /** Adds a domain. CONFLICT if it is there already. */
    public DomainView addDomain(String name) throws DirectoryException {
        version.raise();
        DomainView domain = domains.add(name);
        changes.tell(Change.of("domain added", domain.asciiName()));
        return domain;
    }

    /** Lists the domains. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Page<DomainView> domains(String after, int limit) throws DirectoryException {
        return domains.list(after, limit);
    }

    /** Returns one domain. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public DomainView domain(String name) throws DirectoryException {
        return domains.view(name);
    }

    /**
     * Removes a domain.
     *
     * @param cascade whether its accounts and aliases are removed too, with all mail; else they are a CONFLICT
     */
    public void removeDomain(String name, boolean cascade) throws DirectoryException {
        version.raise();
        DomainView domain = domains.view(name);
        precondition.check(domain);
        domains.remove(name, cascade);
        changes.tell(Change.of("domain removed", domain.asciiName())
                .with("accounts", domain.accounts(), 0L)
                .with("aliases", domain.aliases(), 0L));
    }

    /** Returns how much a domain may have. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public DomainLimits limits(String domain) throws DirectoryException {
        return domains.limits(domain);
    }

    /** Changes how much a domain may have; what it has already stays. UNPROCESSABLE if a limit is below 0. */
    public DomainLimits limit(String domain, DomainLimitsChange change) throws DirectoryException {
        version.raise();
        DomainLimits before = domains.limits(domain);
        precondition.check(before);
        DomainLimits after = domains.limit(domain, change);
        changes.tell(Change.of("domain limits changed", domains.view(domain).asciiName())
                .with("maxAccounts", before.accounts(), after.accounts())
                .with("maxAliases", before.aliases(), after.aliases())
                .with("maxQuotaBytes", before.quotaBytes(), after.quotaBytes()));
        return after;
    }

    /** Adds an account and its mailbox. CONFLICT if an account or alias has that name, or the domain has all it may. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public AccountView addAccount(String domain, NewAccount account) throws DirectoryException {
        try {
            version.raise();
            AccountView added = accounts.add(domain, account);
            changes.tell(Change.of("account added", added.address()).with("quotaBytes", null, added.quotaBytes()));
            return added;
        } finally {
            wipe(account.password());
        }
    }

    /**
     * Says why accounts can't be added, before anybody tries: names, quotas and what has their names already.
     *
     * @param accounts at most {@value #MAX_LIMIT}; their passwords are not looked at
     * @return for each account what is wrong; empty if nothing is
     */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public List<Optional<Refusal>> problems(String domain, List<NewAccount> accounts) throws DirectoryException {
        Directory.checkLimit(accounts.size());
        return this.accounts.problems(domain, accounts);
    }

    /** Lists the accounts of a domain. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Page<AccountView> accounts(String domain, String after, int limit) throws DirectoryException {
        return accounts.list(domain, after, limit);
    }

    /** Returns one account. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public AccountView account(String domain, String localPart) throws DirectoryException {
        return accounts.view(domain, localPart);
    }

    /**
     * Changes an account's password or quota, or whether it is suspended: mail comes as before. Another password, and to
     * be suspended, end its sessions.
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public AccountView changeAccount(String domain, String localPart, AccountChange change) throws DirectoryException {
        try {
            version.raise();
            superiors.check(directory.account(domain, localPart), reach.get());
            AccountView before = accounts.view(domain, localPart);
            precondition.check(before);
            AccountView after = accounts.change(domain, localPart, change);
            Change told = Change.of("account changed", after.address())
                    .with("quotaBytes", before.quotaBytes(), after.quotaBytes())
                    .with("suspended", before.suspended(), after.suspended());
            changes.tell(change.password() == null ? told : told.withSecret("password"));
            return after;
        } finally {
            wipe(change.password());
        }
    }

    /** Returns to where the mail of an account is sent on. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Forwarding forwarding(String domain, String localPart) throws DirectoryException {
        return Forwardings.of(directory.account(domain, localPart));
    }

    /**
     * Sends the mail of an account on to other addresses.
     *
     * @param addresses none for no longer; null leaves them as they are
     * @param keepsCopy whether the account's own mailbox gets it too; null leaves it as it is
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Forwarding forward(String domain, String localPart, List<String> addresses, Boolean keepsCopy)
            throws DirectoryException {
        version.raise();
        Account account = directory.account(domain, localPart);
        superiors.check(account, reach.get());
        Forwarding before = Forwardings.of(account);
        precondition.check(before);
        Forwarding after = Forwardings.change(account, addresses, keepsCopy);
        changes.tell(Forwardings.change(account.address(), before, after));
        return after;
    }

    /**
     * Removes an account.
     *
     * @param cascade whether its mail is removed too, and the account from the aliases that lead to it, those that lead
     *     nowhere then with it; else both are a CONFLICT
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public void removeAccount(String domain, String localPart, boolean cascade) throws DirectoryException {
        version.raise();
        superiors.check(directory.account(domain, localPart), reach.get());
        AccountView account = accounts.view(domain, localPart);
        precondition.check(account);
        accounts.remove(domain, localPart, cascade);
        changes.tell(Change.of("account removed", account.address()).with("usedBytes", account.usedBytes(), 0L));
    }

    /**
     * Adds an alias.
     *
     * @param localPart its name, {@code *} for the domain's catch-all
     * @param targets the addresses of accounts and aliases of this server, at least one; others are UNPROCESSABLE
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public AliasView addAlias(String domain, String localPart, List<String> targets) throws DirectoryException {
        version.raise();
        AliasView alias = aliases.add(domain, localPart, targets);
        changes.tell(
                Change.of("alias added", alias.address()).with("targets", null, String.join(", ", alias.targets())));
        return alias;
    }

    /** Lists the aliases of a domain. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public Page<AliasView> aliases(String domain, String after, int limit) throws DirectoryException {
        return aliases.list(domain, after, limit);
    }

    /** Returns one alias. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public AliasView alias(String domain, String localPart) throws DirectoryException {
        return aliases.view(domain, localPart);
    }

    /** Removes an alias. CONFLICT while another alias leads to it. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public void removeAlias(String domain, String localPart) throws DirectoryException {
        version.raise();
        AliasView alias = aliases.view(domain, localPart);
        precondition.check(alias);
        aliases.remove(domain, localPart);
        changes.tell(
                Change.of("alias removed", alias.address()).with("targets", String.join(", ", alias.targets()), null));
    }

    /** Lists the remembered listeners of applications. */
    @OnlyReads
    public Page<ListenerView> listeners(String after, int limit) throws DirectoryException {
        return listeners.list(after, limit);
    }

    /** Lets a listener of an application take mail of mailboxes and aliases too, or lets it not. */
    public ListenerView overrideMailboxes(long id, boolean overrides) throws DirectoryException {
        version.raise();
        ListenerView before = listeners.view(id);
        ListenerView after = listeners.override(id, overrides);
        changes.tell(Change.of("listener changed", after.application())
                .with("overridesMailboxes", before.overridesMailboxes(), after.overridesMailboxes()));
        return after;
    }

    /**
     * Forgets a listener of an application: what waits for it has no recipient then, unless somebody else has the address.
     * One that is active is remembered again when it is next activated.
     */
    public void removeListener(long id) throws DirectoryException {
        version.raise();
        ListenerView listener = listeners.view(id);
        listeners.remove(id);
        changes.tell(Change.of("listener removed", listener.application())
                .with("patterns", String.join(", ", listener.patterns()), null)
                .with("waiting", listener.waiting(), 0L));
    }

    /**
     * Lets an account send as an address that is not its own.
     *
     * @param account the account's address, or {@value Administrator#NAME}; UNPROCESSABLE if it isn't there
     * @param address any address, also of a domain that isn't managed here, or {@code *@domain}; CONFLICT if it is
     *     granted already
     */
    public GrantView addGrant(String account, String address) throws DirectoryException {
        version.raise();
        return granted(grants.add(account, address));
    }

    /**
     * Lets an application send as an address, in addition to those that its listeners take.
     *
     * @param application its deployment's name, such as {@code shop.war}, whether it is there or not
     * @param address as {@link #addGrant} has it
     */
    public GrantView addApplicationGrant(String application, String address) throws DirectoryException {
        version.raise();
        return granted(grants.addToApplication(application, address));
    }

    /** Lists the grants, in the order of their keys. */
    @OnlyReads
    public Page<GrantView> grants(String after, int limit) throws DirectoryException {
        return grants.list(after, limit);
    }

    /** Returns one grant. */
    @OnlyReads
    public GrantView grant(long id) throws DirectoryException {
        return grants.view(id);
    }

    /** Takes a grant back. */
    public void removeGrant(long id) throws DirectoryException {
        version.raise();
        GrantView grant = grants.remove(id, precondition);
        changes.tell(Change.of("grant removed", holder(grant)).with("address", grant.address(), null));
    }

    private GrantView granted(GrantView grant) {
        changes.tell(Change.of("grant added", holder(grant)).with("address", null, grant.address()));
        return grant;
    }

    private static String holder(GrantView grant) {
        return grant.account() == null ? grant.application() : grant.account();
    }

    private static void wipe(char[] password) {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }
}
