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
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        DomainView domain = directory.addDomain(body.only("name").text("name"));
        return Created.at(uri, domain.asciiName(), Shapes.domain(domain));
    }

    @GET
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.domains(after, Query.limit(limit)), Shapes::domain);
    }

    @GET
    @Path("{domain}")
    public JsonObject get(@PathParam("domain") String name) throws DirectoryException {
        return Shapes.domain(directory.domain(name));
    }

    @DELETE
    @Path("{domain}")
    public void remove(@PathParam("domain") String name, @QueryParam("cascade") String cascade)
            throws DirectoryException {
        directory.removeDomain(name, Query.cascade(cascade));
    }
}
