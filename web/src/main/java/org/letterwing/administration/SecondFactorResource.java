package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.credential.CredentialAdministration;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** The second factor of an account, which its owner turns on in the console. */
@Path("domains/{domain}/accounts/{localPart}/second-factor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecondFactorResource {

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private CredentialAdministration credentials;

    @PathParam("domain")
    private String domain;

    @PathParam("localPart")
    private String localPart;

    @DELETE
    @Operation("Takes the second factor of an account away")
    public void remove() throws DirectoryException {
        credentials.removeSecondFactor(address());
    }

    private String address() throws DirectoryException {
        return directory.account(domain, localPart).address();
    }
}
