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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainAdministratorView;
import org.letterwing.directory.DomainDelegation;

/** The accounts that administer a domain. */
@Path("domains/{domain}/administrators")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdministratorsResource {

    @EJB
    private DomainDelegation delegation;

    @PathParam("domain")
    private String domain;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            value = "Lets an account administer a domain",
            takes = "DomainAdministrator",
            gives = "DomainAdministrator")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        DomainAdministratorView added =
                delegation.add(domain, body.only("account").text("account"));
        return Created.at(uri, added.account(), Shapes.administrator(added));
    }

    @GET
    @Operation(value = "Lists the administrators of a domain", gives = "DomainAdministrator", list = true)
    public JsonObject list() throws DirectoryException {
        return Shapes.all(delegation.administrators(domain), Shapes::administrator);
    }

    @GET
    @Path("{account}")
    @Operation(value = "Returns an administrator of a domain", gives = "DomainAdministrator")
    public JsonObject get(@PathParam("account") String account) throws DirectoryException {
        return Shapes.administrator(delegation.administrator(domain, account));
    }

    @DELETE
    @Path("{account}")
    @Operation("Lets an account administer a domain no longer")
    public void remove(@PathParam("account") String account) throws DirectoryException {
        delegation.remove(domain, account);
    }
}
