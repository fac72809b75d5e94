package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.audit.AuditedChanges;
import org.letterwing.directory.DirectoryException;

/** Who changed what and when. */
@Path("audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @EJB
    private AuditedChanges audit;

    @GET
    @Operation(value = "Lists what was changed, the newest first", gives = "AuditEntry", list = true)
    public JsonObject list(
            @QueryParam("subject") String subject,
            @QueryParam("principal") String principal,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(audit.changes(subject, principal, after, Query.limit(limit)), Shapes::audit);
    }
}
