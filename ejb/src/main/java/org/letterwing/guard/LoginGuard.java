package org.letterwing.guard;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.settings.Settings;
import org.letterwing.spi.LoginAttempt;

/**
 * Decides who may try to log in: an address from which too many logins failed is banned for a while, and so is an
 * account, but much later, and not where its owner has logged in from.
 *
 * <p>Each server counts failures by itself and forgets them when it stops; bans hold on all that share the database.
 * Thread-safe.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class LoginGuard {

    private static final System.Logger LOG = System.getLogger(LoginGuard.class.getName());
    private static final int HOMES_KEPT = 20_000;
    private static final int MAX_LOGGED = 128;

    /** How many failures lead to a ban, 0 for never, and how long the first one is. */
    record Limits(int ofAddress, int ofAccount, Duration firstBan) {}

    @Inject
    private Bans bans;

    private final FailureCounts failures = new FailureCounts();
    private final Map<Home, Boolean> homes = Collections.synchronizedMap(new Memory<>(HOMES_KEPT));
    private Limits limits;

    /** An address from which an account has logged in. */
    private record Home(Subject account, Subject address) {}

    /** For the container. */
    public LoginGuard() {}

    LoginGuard(Bans bans, Limits limits) {
        this.bans = bans;
        this.limits = limits;
    }

    @PostConstruct
    private void start() {
        limits = new Limits(
                Settings.AUTH_BAN_FAILURES.get(),
                Settings.AUTH_BAN_ACCOUNT_FAILURES.get(),
                Duration.ofSeconds(Settings.AUTH_BAN_SECONDS.get()));
    }

    /** Returns whether an attempt is refused without a look at its password. */
    public boolean isBanned(LoginAttempt attempt) {
        Instant now = Instant.now();
        Subject address = Subject.of(attempt.client());
        if (bans.isBanned(address, now)) {
            return true;
        }
        return Subject.account(attempt)
                .filter(account -> !homes.containsKey(new Home(account, address)))
                .filter(account -> bans.isBanned(account, now))
                .isPresent();
    }

    /** Returns the addresses that are banned, by the first one of each, and when their bans end. */
    public Map<InetAddress, Instant> bannedAddresses() {
        return bans.addresses(Instant.now()).stream()
                .collect(Collectors.toMap(ban -> Subject.firstAddress(ban.subject()), BanView::until));
    }

    /** Takes note of a login that succeeded. */
    public void loggedIn(LoginAttempt attempt) {
        Subject.account(attempt)
                .ifPresent(account -> homes.put(new Home(account, Subject.of(attempt.client())), Boolean.TRUE));
    }

    /** Takes note of a login that failed: writes a line that fail2ban understands, and bans if it is one too many. */
    public void loginFailed(LoginAttempt attempt) {
        LOG.log(Level.INFO, line(attempt));
        Instant now = Instant.now();
        Subject address = Subject.of(attempt.client());
        if (failures.add(address, limits.ofAddress(), now)) {
            ban(address, now);
        }
        Optional<Subject> account = Subject.account(attempt);
        if (account.isPresent() && failures.add(account.get(), limits.ofAccount(), now)) {
            ban(account.get(), now);
        }
    }

    private void ban(Subject subject, Instant now) {
        bans.ban(subject, limits.firstBan(), now)
                .ifPresent(ban -> LOG.log(
                        Level.WARNING,
                        "Too many failed logins: " + ban.kind() + " " + printable(ban.subject())
                                + " can't log in until " + ban.until()));
    }

    /** The user comes last, and in characters that can't look like another field or line. */
    static String line(LoginAttempt attempt) {
        String address = attempt.client().getHostAddress().replaceFirst("%.*", "");
        return "Login failed: client=" + address + " listener=" + attempt.listener() + " user="
                + printable(attempt.user());
    }

    private static String printable(String name) {
        if (name.isEmpty()) {
            return "-";
        }
        String cut = name.length() > MAX_LOGGED ? name.substring(0, MAX_LOGGED) : name;
        return cut.replaceAll("[^\\p{L}\\p{N}.!#$%&'*+/?^_`{|}~@-]", "?");
    }
}
