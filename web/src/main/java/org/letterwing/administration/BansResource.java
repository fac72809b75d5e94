package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.guard.BanAdministration;

/** Addresses and accounts that can't log in now, for too many logins have failed. */
@Path("bans")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BansResource {

    @EJB
    private BanAdministration bans;

    @GET
    @Operation(value = "Lists the bans that last", gives = "Ban", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(bans.bans(after, Query.limit(limit)), Shapes::ban);
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns a ban", gives = "Ban")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return Shapes.ban(bans.ban(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Ends a ban")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        bans.remove(Query.key(id));
    }
}
