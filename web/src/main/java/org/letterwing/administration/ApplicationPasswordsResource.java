package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.credential.CredentialAdministration;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** The passwords of an account's programs, which its owner makes in the console. */
@Path("domains/{domain}/accounts/{localPart}/application-passwords")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApplicationPasswordsResource {

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private CredentialAdministration credentials;

    @PathParam("domain")
    private String domain;

    @PathParam("localPart")
    private String localPart;

    @GET
    @Operation(value = "Lists the application passwords of an account", gives = "ApplicationPassword", list = true)
    public JsonObject list() throws DirectoryException {
        return Shapes.all(credentials.applicationPasswords(address()), Shapes::applicationPassword);
    }

    @DELETE
    @Path("{id}")
    @Operation("Removes an application password")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        credentials.removeApplicationPassword(address(), Query.key(id));
    }

    private String address() throws DirectoryException {
        return directory.account(domain, localPart).address();
    }
}
