package org.letterwing.administration;

import java.util.Optional;

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
import org.letterwing.directory.DomainLimitsChange;

/** How much a domain may have. */
@Path("domains/{domain}/limits")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainLimitsResource {

    private static final String ACCOUNTS = "maxAccounts";
    private static final String ALIASES = "maxAliases";
    private static final String QUOTA = "maxQuotaBytes";

    @EJB
    private DirectoryAdministration directory;

    @PathParam("domain")
    private String domain;

    @GET
    @Operation(value = "Tells how much a domain may have", gives = "DomainLimits")
    public JsonObject get() throws DirectoryException {
        return Shapes.domainLimits(directory.limits(domain));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, MembersReader.MERGE_PATCH})
    @Operation(value = "Changes how much a domain may have", takes = "DomainLimitsChange", gives = "DomainLimits")
    public JsonObject change(Members patch) throws DirectoryException {
        patch.only(ACCOUNTS, ALIASES, QUOTA);
        return Shapes.domainLimits(directory.limit(
                domain, new DomainLimitsChange(limit(patch, ACCOUNTS), limit(patch, ALIASES), limit(patch, QUOTA))));
    }

    private static Optional<Long> limit(Members patch, String name) {
        return patch.has(name) ? Optional.ofNullable(patch.number(name)) : null;
    }
}
