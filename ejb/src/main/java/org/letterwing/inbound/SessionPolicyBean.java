package org.letterwing.inbound;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.api.Refusal;
import org.letterwing.credential.MailLogins;
import org.letterwing.directory.EndedLogins;
import org.letterwing.directory.LastLogins;
import org.letterwing.directory.ListenerMemory;
import org.letterwing.directory.Logins;
import org.letterwing.directory.RecipientPolicy;
import org.letterwing.directory.SenderPolicy;
import org.letterwing.greylisting.Greylisting;
import org.letterwing.guard.AccessLists;
import org.letterwing.guard.LoginGuard;
import org.letterwing.spi.AccessNetworks;
import org.letterwing.spi.EndedLogin;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.LoginAttempt;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.ScramCredential;
import org.letterwing.spi.SessionPolicy;

/** Brings the questions of protocol sessions to the directory. */
@Stateless
@Pool("slsb-strict-max-pool")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionPolicyBean implements SessionPolicy {

    @Inject
    private RecipientPolicy recipients;

    @Inject
    private SenderPolicy senders;

    @Inject
    private Logins logins;

    @Inject
    private MailLogins mailLogins;

    @Inject
    private LastLogins lastLogins;

    @Inject
    private EndedLogins endedLogins;

    @Inject
    private LoginGuard guard;

    @Inject
    private AccessLists access;

    @Inject
    private ListenerMemory listeners;

    @Inject
    private Greylisting greylisting;

    @Override
    public RecipientAnswer recipient(RecipientQuestion question) {
        return recipients.answer(question);
    }

    @Override
    public Optional<Refusal> refuseSender(String user, Collection<String> addresses) {
        return senders.refusal(user, addresses);
    }

    @Override
    public Optional<String> authenticate(String user, char[] password) {
        return mailLogins.authenticate(user, password);
    }

    @Override
    public ScramCredential scramCredential(String user) {
        return logins.scramCredential(user);
    }

    @Override
    public Optional<String> account(String user) {
        return logins.canonicalName(user);
    }

    @Override
    public boolean isBanned(LoginAttempt attempt) {
        return guard.isBanned(attempt);
    }

    @Override
    public Map<InetAddress, Instant> bannedAddresses() {
        return guard.bannedAddresses();
    }

    @Override
    public AccessNetworks accessNetworks() {
        return access.networks(Instant.now());
    }

    @Override
    public long directoryVersion() {
        return endedLogins.version();
    }

    @Override
    public List<EndedLogin> endedLogins(long after) {
        return endedLogins.after(after);
    }

    @Override
    public void loggedIn(LoginAttempt attempt) {
        guard.loggedIn(attempt);
        lastLogins.loggedIn(attempt.user());
    }

    @Override
    public void loginFailed(LoginAttempt attempt) {
        guard.loginFailed(attempt);
    }

    @Override
    public Duration greylistDelay(InetAddress client, String sender, String recipient) {
        return greylisting.delay(client, sender, recipient);
    }

    @Override
    public void remember(ListenerFacts listener) {
        listeners.remember(listener);
    }
}
