package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.authentication.keys.KeyAdministration;
import org.letterwing.directory.DirectoryException;

/** The keys with which a domain signs its mail. */
@Path("domains/{domain}/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    @EJB
    private KeyAdministration keys;

    @PathParam("domain")
    private String domain;

    @GET
    @Operation(value = "Lists the keys of a domain", gives = "Key", list = true)
    public JsonObject list() throws DirectoryException {
        return Shapes.all(keys.keys(domain), Shapes::key);
    }

    @POST
    @Path("rotate")
    @Operation(value = "Makes new keys", gives = "Key", list = true)
    public JsonObject rotate() throws DirectoryException {
        return Shapes.all(keys.rotate(domain), Shapes::key);
    }

    @POST
    @Path("activate")
    @Operation(value = "Signs with the newest keys from now on", gives = "Key", list = true)
    public JsonObject activate() throws DirectoryException {
        return Shapes.all(keys.activate(domain), Shapes::key);
    }
}
