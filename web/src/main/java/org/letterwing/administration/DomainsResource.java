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
import org.letterwing.directory.DomainView;

/** The managed domains. */
@Path("domains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainsResource {

    @EJB
    private DirectoryAdministration directory;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Adds a domain", takes = "NewDomain", gives = "Domain")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        DomainView domain = directory.addDomain(body.only("name").text("name"));
        return Created.at(uri, domain.asciiName(), Shapes.domain(domain));
    }

    @GET
    @Operation(value = "Lists the domains", gives = "Domain", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.domains(after, Query.limit(limit)), Shapes::domain);
    }

    @GET
    @Path("{domain}")
    @Operation(value = "Returns a domain", gives = "Domain")
    public JsonObject get(@PathParam("domain") String name) throws DirectoryException {
        return Shapes.domain(directory.domain(name));
    }

    @DELETE
    @Path("{domain}")
    @Operation("Removes a domain")
    public void remove(@PathParam("domain") String name, @QueryParam("cascade") String cascade)
            throws DirectoryException {
        directory.removeDomain(name, Query.cascade(cascade));
    }
}
