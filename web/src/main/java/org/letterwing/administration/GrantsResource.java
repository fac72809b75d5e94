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

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.GrantView;

/** Which accounts and applications may send as an address that is not their own. */
@Path("grants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {

    @EJB
    private DirectoryAdministration directory;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Grants a right to send", takes = "NewGrant", gives = "Grant")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only("account", "application", "address");
        if (body.has("account") == body.has("application")) {
            throw new ProblemException(
                    400, "One of the members 'account' and 'application' must be there, and not both.");
        }
        GrantView grant = body.has("account")
                ? directory.addGrant(body.text("account"), body.text("address"))
                : directory.addApplicationGrant(body.text("application"), body.text("address"));
        return Created.at(uri, Long.toString(grant.id()), Shapes.grant(grant));
    }

    @GET
    @Operation(value = "Lists the rights to send", gives = "Grant", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.grants(after, Query.limit(limit)), Shapes::grant);
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns a right to send", gives = "Grant")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return Shapes.grant(directory.grant(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Takes a right to send back")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        directory.removeGrant(Query.key(id));
    }
}
