package org.letterwing.administration;

import java.util.Arrays;

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
import org.letterwing.guard.AccessAdministration;
import org.letterwing.guard.AccessVerdict;
import org.letterwing.guard.AccessView;

/** Networks whose clients the mail listeners turn away or let in, beside those of the settings. */
@Path("access")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessResource {

    @EJB
    private AccessAdministration access;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Turns the clients of a network away, or lets them in", takes = "NewNetwork", gives = "Network")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only("network", "verdict", "note", "until");
        AccessView network = access.add(
                body.text("network"),
                verdict(body.text("verdict")),
                body.has("note") ? body.text("note") : "",
                body.has("until") && !body.isNull("until") ? body.time("until") : null);
        return Created.at(uri, Long.toString(network.id()), Shapes.network(network));
    }

    @GET
    @Operation(value = "Lists the networks that administrators have added", gives = "Network", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(access.networks(after, Query.limit(limit)), Shapes::network);
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns a network that an administrator has added", gives = "Network")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return Shapes.network(access.network(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Forgets a network")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        access.remove(Query.key(id));
    }

    private static AccessVerdict verdict(String text) {
        return Arrays.stream(AccessVerdict.values())
                .filter(verdict -> Shapes.name(verdict).equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.UNPROCESSABLE, "The member 'verdict' must be one of refuse, let-in."));
    }
}
