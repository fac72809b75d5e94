package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.letterwing.directory.DirectoryException;
import org.letterwing.queue.RouteAdministration;
import org.letterwing.queue.RouteView;

/** The hosts to which mail goes instead of to those that DNS names; {@code *} is the route of all other domains. */
@Path("routes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {

    private static final long SMTP = 25;

    @EJB
    private RouteAdministration routes;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Adds a route", takes = "NewRoute", gives = "Route")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only("domain", "host", "port", "tls", "username", "password");
        Long port = body.number("port");
        RouteView route = routes.add(
                body.text("domain"),
                body.text("host"),
                port == null ? SMTP : port,
                body.has("tls") ? body.text("tls") : "opportunistic",
                textOrNull(body, "username"),
                textOrNull(body, "password"));
        return Created.at(uri, route.domain(), Shapes.route(route));
    }

    @GET
    @Operation(value = "Lists the routes", gives = "Route", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return Shapes.page(routes.list(after, Query.limit(limit)), Shapes::route);
    }

    @GET
    @Path("{domain}")
    @Operation(value = "Returns the route of a domain", gives = "Route")
    public JsonObject get(@PathParam("domain") String domain) throws DirectoryException {
        return Shapes.route(routes.route(domain));
    }

    @DELETE
    @Path("{domain}")
    @Operation("Removes the route of a domain")
    public void remove(@PathParam("domain") String domain) throws DirectoryException {
        routes.remove(domain);
    }

    private static String textOrNull(Members body, String name) {
        return !body.has(name) || body.isNull(name) ? null : body.text(name);
    }
}
