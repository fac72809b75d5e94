package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** To where the mail of an account is sent on. */
@Path("domains/{domain}/accounts/{localPart}/forwarding")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ForwardingResource {

    private static final String ADDRESSES = "addresses";
    private static final String KEEPS_COPY = "keepsCopy";

    @EJB
    private DirectoryAdministration directory;

    @PathParam("domain")
    private String domain;

    @PathParam("localPart")
    private String localPart;

    @GET
    @Operation(value = "Tells to where the mail of an account is sent on", gives = "Forwarding")
    public JsonObject get() throws DirectoryException {
        return Shapes.forwarding(directory.forwarding(domain, localPart));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, MembersReader.MERGE_PATCH})
    @Operation(
            value = "Sends the mail of an account on to other addresses, or to none any longer",
            takes = "ForwardingChange",
            gives = "Forwarding")
    public JsonObject change(Members patch) throws DirectoryException {
        patch.only(ADDRESSES, KEEPS_COPY);
        return Shapes.forwarding(directory.forward(
                domain,
                localPart,
                patch.has(ADDRESSES) ? patch.texts(ADDRESSES) : null,
                patch.has(KEEPS_COPY) ? patch.flag(KEEPS_COPY) : null));
    }
}
