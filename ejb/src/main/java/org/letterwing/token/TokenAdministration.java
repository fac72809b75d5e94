package org.letterwing.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Keyed;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Precondition;
import org.letterwing.directory.Reason;

/** Makes, shows and takes back tokens. Each call is one transaction. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class TokenAdministration {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_TOKENS = 1000;
    private static final Duration LONGEST = Duration.ofDays(3660); // ten years

    @Inject
    private EntityManager entities;

    @Inject
    private ChangeLog changes;

    @Inject
    private Precondition precondition;

    @Resource
    private SessionContext session;

    private BooleanSupplier byToken;

    /** For the container. */
    public TokenAdministration() {}

    /** Works with the given entity manager, in its transaction. */
    TokenAdministration(EntityManager entities, ChangeLog changes, Precondition precondition, BooleanSupplier byToken) {
        this.entities = entities;
        this.changes = changes;
        this.precondition = precondition;
        this.byToken = byToken;
    }

    @PostConstruct
    private void assemble() {
        byToken = () -> session.isCallerInRole(Login.TOKEN);
    }

    /**
     * Makes a token. UNPROCESSABLE if the caller is a token, which could outlive its own end otherwise; CONFLICT if the
     * name is taken.
     *
     * @param name up to 64 letters, digits, dots, hyphens and underscores
     * @param expires its end, in the future and at most ten years away
     */
    public NewToken add(String name, Scope scope, Instant expires) throws DirectoryException {
        if (byToken.getAsBoolean()) {
            throw new DirectoryException(Reason.TOKEN_BY_TOKEN);
        }
        Instant now = Instant.now();
        check(name, expires, now);
        Secret secret = Secret.random();
        ApiToken token = new ApiToken(name, scope, secret, now, expires);
        entities.persist(token);
        TokenView view = token.view();
        changes.tell(
                Change.of("token added", name).with("scope", null, view.scope()).with("expires", null, view.expires()));
        return new NewToken(view, secret.text());
    }

    private void check(String name, Instant expires, Instant now) throws DirectoryException {
        if (!NAME.matcher(name).matches()) {
            throw new DirectoryException(Reason.TOKEN_NAME, name);
        }
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            throw new DirectoryException(Reason.TOKEN_END, expires);
        }
        long taken = entities.createQuery("select count(t) from ApiToken t where t.name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult();
        if (taken > 0) {
            throw new DirectoryException(Reason.TOKEN_TAKEN, name);
        }
        if (entities.createQuery("select count(t) from ApiToken t", Long.class).getSingleResult() >= MOST_TOKENS) {
            throw new DirectoryException(Reason.TOO_MANY_TOKENS, MOST_TOKENS);
        }
    }

    /**
     * Lists the tokens in the order of their keys, those that have ended too.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1 to {@value DirectoryAdministration#MAX_LIMIT}
     */
    @OnlyReads
    public Page<TokenView> list(String after, int limit) throws DirectoryException {
        return tokens().page(after, limit);
    }

    /** Returns one token. */
    @OnlyReads
    public TokenView token(long id) throws DirectoryException {
        return tokens().view(id);
    }

    /** Takes a token back: from now on nobody gets in with it. */
    public void remove(long id) throws DirectoryException {
        TokenView view = tokens().remove(id, precondition);
        changes.tell(Change.of("token removed", view.name())
                .with("scope", view.scope(), null)
                .with("expires", view.expires(), null));
    }

    private Keyed<ApiToken, TokenView> tokens() {
        return new Keyed<>(entities, ApiToken.class, ApiToken::view, TokenView::id, Reason.UNKNOWN_TOKEN);
    }
}
