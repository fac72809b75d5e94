package org.letterwing.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.letterwing.store.Mailboxes;

/** The accounts, as {@link DirectoryAdministration} changes and shows them. */
final class Accounts {

    private final EntityManager entities;
    private final Directory directory;
    private final Aliases aliases;
    private final Mailboxes mailboxes;
    private final LoginEnds logins;

    Accounts(EntityManager entities, Directory directory, Aliases aliases, Mailboxes mailboxes) {
        this.entities = entities;
        this.directory = directory;
        this.aliases = aliases;
        this.mailboxes = mailboxes;
        this.logins = new LoginEnds(entities);
    }

    AccountView add(String domain, NewAccount account) throws DirectoryException {
        Domain in = directory.domain(domain);
        String localPart = Directory.localPart(account.localPart());
        if (localPart.equals(LocalPart.CATCH_ALL)) {
            throw new DirectoryException(Reason.CATCH_ALL_ACCOUNT);
        }
        directory.checkFree(in, localPart);
        LimitedDomain limited = new LimitedDomain(entities, in);
        limited.checkAccount();
        Account added = new Account(in, localPart, verifier(account.password()), limited.quota(account.quotaBytes()));
        entities.persist(added);
        mailboxes.create(added.id());
        mailboxes.createUsual(added.id());
        return view(added);
    }

    List<Optional<Refusal>> problems(String domain, List<NewAccount> accounts) throws DirectoryException {
        Domain in = directory.domain(domain);
        Set<String> names = new HashSet<>();
        accounts.forEach(account ->
                LocalPart.normalise(String.valueOf(account.localPart())).ifPresent(names::add));
        Set<String> taken = new HashSet<>();
        for (Class<?> type : List.of(Account.class, Alias.class)) {
            taken.addAll(entities.createQuery(
                            "select n.localPart from " + type.getSimpleName()
                                    + " n where n.domain = :domain and n.localPart in :names",
                            String.class)
                    .setParameter("domain", in)
                    .setParameter("names", names)
                    .getResultList());
        }
        LimitedDomain limited = new LimitedDomain(entities, in);
        long room = limited.roomForAccounts();
        List<Optional<Refusal>> problems = new ArrayList<>();
        for (NewAccount account : accounts) {
            Optional<Refusal> problem = problem(account, taken, limited);
            problems.add(
                    problem.isEmpty() && room-- <= 0
                            ? Optional.of(limited.hasItsAccounts().refusal())
                            : problem);
        }
        return problems;
    }

    private static Optional<Refusal> problem(NewAccount account, Set<String> taken, LimitedDomain limited) {
        try {
            String localPart = Directory.localPart(account.localPart());
            limited.quota(account.quotaBytes());
            return taken.contains(localPart) || localPart.equals(LocalPart.CATCH_ALL)
                    ? Optional.of(Refusal.of(Reason.NAME_TAKEN, localPart))
                    : Optional.empty();
        } catch (DirectoryException e) {
            return Optional.of(e.refusal());
        }
    }

    Page<AccountView> list(String domain, String after, int limit) throws DirectoryException {
        Page<Account> page = directory.page(Account.class, domain, after, limit, Account::localPart);
        Map<Long, Long> uses =
                mailboxes.uses(page.items().stream().map(Account::id).toList());
        return new Page<>(
                page.items().stream()
                        .map(account -> view(account, uses.getOrDefault(account.id(), 0L)))
                        .toList(),
                page.next());
    }

    AccountView view(String domain, String localPart) throws DirectoryException {
        return view(directory.account(domain, localPart));
    }

    AccountView change(String domain, String localPart, AccountChange change) throws DirectoryException {
        Account account = directory.account(domain, localPart);
        if (change.password() != null) {
            account.setVerifier(verifier(change.password()));
        }
        if (change.quotaBytes() != null) {
            Long quota = change.quotaBytes().orElse(null);
            new LimitedDomain(entities, account.domain()).checkQuota(quota);
            account.setQuota(quota);
        }
        if (change.suspended() != null) {
            account.setSuspended(change.suspended());
        }
        if (change.password() != null || Boolean.TRUE.equals(change.suspended())) {
            logins.of(account);
        }
        return view(account);
    }

    void remove(String domain, String localPart, boolean cascade) throws DirectoryException {
        Account account = directory.account(domain, localPart);
        if (!cascade) {
            if (!mailboxes.isEmpty(account.id())) {
                throw new DirectoryException(Reason.MAILBOX_NOT_EMPTY, account.address());
            }
            aliases.checkNoneLeadsTo(account);
        }
        aliases.removeTarget(account);
        mailboxes.remove(account.id());
        logins.of(account);
        entities.remove(account);
    }

    /** Removes all accounts of a domain; no alias may lead to them. */
    void removeAll(Domain domain) {
        logins.of(domain);
        entities.createQuery("select a.id from Account a where a.domain = :domain", Long.class)
                .setParameter("domain", domain)
                .getResultList()
                .forEach(mailboxes::remove);
        entities.createQuery("delete from Account a where a.domain = :domain")
                .setParameter("domain", domain)
                .executeUpdate();
    }

    private AccountView view(Account account) {
        return view(account, mailboxes.use(account.id()));
    }

    private static AccountView view(Account account, long use) {
        return new AccountView(
                account.localPart(),
                account.address(),
                account.quota(),
                use,
                account.created(),
                account.isSuspended(),
                account.lastLogin(),
                account.hasSecondFactor());
    }

    private static ScramVerifier verifier(char[] password) throws DirectoryException {
        if (password == null) {
            throw new DirectoryException(Reason.NO_PASSWORD);
        }
        return ScramVerifier.of(password)
                .orElseThrow(() -> new DirectoryException(Reason.PASSWORD_NOT_USABLE, ScramVerifier.MAX_PASSWORD));
    }
}
