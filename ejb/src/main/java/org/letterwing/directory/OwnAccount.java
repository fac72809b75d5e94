package org.letterwing.directory;

import java.util.Arrays;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.store.Mailboxes;

/** What the owner of an account sees and changes of it: always the caller's own, whatever anybody asks for. */
@Stateless
@RolesAllowed(Login.USER)
@Interceptors(ChangesAreTold.class)
public class OwnAccount {

    @PersistenceContext
    private EntityManager entities;

    @Resource
    private SessionContext context;

    @EJB
    private Logins logins;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private DirectoryVersion version;

    @Inject
    private ChangeLog changes;

    private Directory directory;
    private Accounts accounts;

    @PostConstruct
    private void assemble() {
        directory = new Directory(entities);
        accounts = new Accounts(entities, directory, new Aliases(entities, directory), mailboxes);
    }

    /** Returns the caller's account; NOT_FOUND if it was removed meanwhile. */
    @OnlyReads
    public AccountView view() throws DirectoryException {
        MailAddress own = own();
        return accounts.view(own.domain().ascii(), own.localPart().orElseThrow());
    }

    /**
     * Gives the caller's account another password, which ends its sessions; both are wiped.
     *
     * @param present the password of now: who finds a session open doesn't know it
     * @throws WrongSecretException if that is wrong
     */
    public void changePassword(char[] present, char[] next) throws DirectoryException {
        try {
            version.raise();
            MailAddress own = own();
            check(present);
            AccountView account =
                    accounts.change(own.domain().ascii(), own.localPart().orElseThrow(), new AccountChange(next, null));
            changes.tell(Change.of("account changed", account.address()).withSecret("password"));
        } finally {
            Arrays.fill(present, '\0');
            Arrays.fill(next, '\0');
        }
    }

    /** Returns to where the caller's mail is sent on. */
    @OnlyReads
    public Forwarding forwarding() throws DirectoryException {
        return Forwardings.of(account());
    }

    /**
     * Sends the caller's mail on to other addresses, or to none any longer.
     *
     * @param present the password of now, which is wiped
     * @throws WrongSecretException if that is wrong
     */
    public Forwarding forward(char[] present, Forwarding wanted) throws DirectoryException {
        try {
            version.raise();
            check(present);
            Account account = account();
            Forwarding before = Forwardings.of(account);
            Forwarding after = Forwardings.change(account, wanted.addresses(), wanted.keepsCopy());
            changes.tell(Forwardings.change(account.address(), before, after));
            return after;
        } finally {
            Arrays.fill(present, '\0');
        }
    }

    private void check(char[] present) throws DirectoryException {
        if (logins.authenticate(own().canonical(), present).isEmpty()) {
            throw new WrongSecretException(Reason.WRONG_PASSWORD);
        }
    }

    private Account account() throws DirectoryException {
        MailAddress own = own();
        return directory.account(own.domain().ascii(), own.localPart().orElseThrow());
    }

    private MailAddress own() {
        return MailAddress.parse(context.getCallerPrincipal().getName()).orElseThrow();
    }
}
