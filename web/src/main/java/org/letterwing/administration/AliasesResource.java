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

import org.letterwing.directory.AliasView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** The aliases of a domain; {@code *} is its catch-all. */
@Path("domains/{domain}/aliases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AliasesResource {

    @EJB
    private DirectoryAdministration directory;

    @PathParam("domain")
    private String domain;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Adds an alias", takes = "NewAlias", gives = "Alias")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only("localPart", "targets");
        AliasView alias = directory.addAlias(domain, body.text("localPart"), body.texts("targets"));
        return Created.at(uri, alias.localPart(), Shapes.alias(alias));
    }

    @GET
    @Operation(value = "Lists the aliases of a domain", gives = "Alias", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.aliases(domain, after, Query.limit(limit)), Shapes::alias);
    }

    @GET
    @Path("{localPart}")
    @Operation(value = "Returns an alias", gives = "Alias")
    public JsonObject get(@PathParam("localPart") String localPart) throws DirectoryException {
        return Shapes.alias(directory.alias(domain, localPart));
    }

    @DELETE
    @Path("{localPart}")
    @Operation("Removes an alias")
    public void remove(@PathParam("localPart") String localPart) throws DirectoryException {
        directory.removeAlias(domain, localPart);
    }
}
