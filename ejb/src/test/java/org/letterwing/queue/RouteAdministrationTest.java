package org.letterwing.queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.spi.outbound.NextHop.Tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Routes come and go. */
@ParameterizedClass
@EnumSource
class RouteAdministrationTest extends QueueContract {

    RouteAdministrationTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void aRouteComesAndGoesAndHidesItsPassword() {
        database.run(em -> {
            RouteAdministration routes = new RouteAdministration(em, change -> {});
            RouteView all = new RouteView("*", "192.0.2.1", 25, Tls.NONE, null);
            RouteView one = new RouteView("xn--bcher-kva.example", "smart.example.org", 587, Tls.REQUIRED, "us");
            try {
                assertEquals(all, routes.add("*", "192.0.2.1", 25, "none", null, null));
                assertEquals(one, routes.add("Bücher.example", "smart.example.org", 587, "required", "us", "secret"));
                assertEquals(java.util.List.of(all, one), routes.list(null, 10).items());
                assertEquals(one, routes.route("bücher.example"));
                refuses(Kind.CONFLICT, routes, "*", "192.0.2.1", 25, "none", null);
                refuses(Kind.MALFORMED, routes, "a b", "192.0.2.1", 25, "none", null);
                refuses(Kind.MALFORMED, routes, "a.example", "a b", 25, "none", null);
                refuses(Kind.UNPROCESSABLE, routes, "a.example", "b.example", 0, "none", null);
                refuses(Kind.UNPROCESSABLE, routes, "a.example", "b.example", 25, "maybe", null);
                refuses(Kind.UNPROCESSABLE, routes, "a.example", "b.example", 25, "none", "user alone");
                routes.remove("*");
                assertEquals(
                        Kind.NOT_FOUND,
                        assertThrows(DirectoryException.class, () -> routes.remove("*"))
                                .kind());
            } catch (DirectoryException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void refuses(
            Kind kind, RouteAdministration routes, String domain, String host, int port, String tls, String user) {
        assertEquals(
                kind,
                assertThrows(DirectoryException.class, () -> routes.add(domain, host, port, tls, user, null))
                        .kind());
    }
}
