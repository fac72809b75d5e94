package org.letterwing.queue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.Destination;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Precondition;
import org.letterwing.directory.Reason;
import org.letterwing.spi.outbound.NextHop.Credentials;
import org.letterwing.spi.outbound.NextHop.Tls;

/** The routes as administrators change and see them; a change counts for the next mail that is claimed. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class RouteAdministration {

    private static final int LONGEST_USER = 320;
    private static final int LONGEST_PASSWORD = 1000;

    @Inject
    private EntityManager entities;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    /** For the container. */
    public RouteAdministration() {}

    RouteAdministration(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /**
     * Adds a route. CONFLICT if the domain has one.
     *
     * @param domain {@code *} for all domains that have no other
     * @param tls {@code none}, {@code opportunistic} or {@code required}
     * @param username null for none; then there is no password either
     */
    public RouteView add(String domain, String host, long port, String tls, String username, String password)
            throws DirectoryException {
        String name = domain(domain);
        if (Destination.of("x@" + host).isEmpty() && Addresses.literal(host).isEmpty()) {
            throw new DirectoryException(Reason.NO_HOST, host);
        }
        if (port < 1 || port > 65_535) {
            throw new DirectoryException(Reason.NO_PORT);
        }
        if (entities.find(Route.class, name) != null) {
            throw new DirectoryException(Reason.ROUTE_TAKEN, name);
        }
        Route route = new Route(name, host, (int) port, tls(tls), credentials(username, password));
        entities.persist(route);
        RouteView added = view(route);
        Change change = Change.of("route added", name)
                .with("host", null, added.host())
                .with("port", null, added.port())
                .with("tls", null, added.tls())
                .with("username", null, added.username());
        changes.tell(added.username() == null ? change : change.withSecret("password"));
        return added;
    }

    /** Lists the routes, sorted by domain. */
    @OnlyReads
    public Page<RouteView> list(String after, int limit) {
        List<Route> found = entities.createQuery(
                        "SELECT r FROM Route r WHERE r.domain > :after ORDER BY r.domain", Route.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit + 1)
                .getResultList();
        return Page.of(found.stream().map(RouteAdministration::view).toList(), limit, RouteView::domain);
    }

    /** Returns the route of a domain. */
    @OnlyReads
    public RouteView route(String domain) throws DirectoryException {
        return view(find(domain));
    }

    /** Removes the route of a domain. */
    public void remove(String domain) throws DirectoryException {
        Route route = find(domain);
        precondition.check(view(route));
        entities.remove(route);
        changes.tell(Change.of("route removed", route.domain())
                .with("host", route.host(), null)
                .with("port", route.port(), null));
    }

    private Route find(String domain) throws DirectoryException {
        Route route = entities.find(Route.class, domain(domain));
        if (route == null) {
            throw new DirectoryException(Reason.UNKNOWN_ROUTE, domain);
        }
        return route;
    }

    private static String domain(String domain) throws DirectoryException {
        if (domain.equals(Route.ALL)) {
            return domain;
        }
        return Destination.of("x@" + domain)
                .filter(name -> Destination.literal(name).isEmpty())
                .orElseThrow(() -> new DirectoryException(Reason.NO_ROUTE_DOMAIN, domain));
    }

    private static Tls tls(String tls) throws DirectoryException {
        try {
            return Tls.valueOf(tls.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(Reason.NO_TLS_POLICY);
        }
    }

    private static Optional<Credentials> credentials(String username, String password) throws DirectoryException {
        if (username == null && password == null) {
            return Optional.empty();
        }
        if (username == null
                || password == null
                || username.isEmpty()
                || username.length() > LONGEST_USER
                || password.isEmpty()
                || password.length() > LONGEST_PASSWORD) {
            throw new DirectoryException(Reason.ROUTE_CREDENTIALS, LONGEST_USER, LONGEST_PASSWORD);
        }
        return Optional.of(new Credentials(username, password));
    }

    private static RouteView view(Route route) {
        return new RouteView(
                route.domain(),
                route.host(),
                route.port(),
                route.tls(),
                route.credentials().map(Credentials::user).orElse(null));
    }
}
