package org.letterwing.administration;

import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.letterwing.directory.AccountChange;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.NewAccount;

/** The accounts of a domain. */
@Path("domains/{domain}/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountsResource {

    private static final String LOCAL_PART = "localPart";
    private static final String PASSWORD = "password";
    private static final String QUOTA = "quotaBytes";
    private static final String SUSPENDED = "suspended";

    @EJB
    private DirectoryAdministration directory;

    @PathParam("domain")
    private String domain;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Adds an account", takes = "NewAccount", gives = "Account")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only(LOCAL_PART, PASSWORD, QUOTA);
        AccountView account = directory.addAccount(
                domain,
                new NewAccount(body.text(LOCAL_PART), body.text(PASSWORD).toCharArray(), body.number(QUOTA)));
        return Created.at(uri, account.localPart(), Shapes.account(account));
    }

    @GET
    @Operation(value = "Lists the accounts of a domain", gives = "Account", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.accounts(domain, after, Query.limit(limit)), Shapes::account);
    }

    @GET
    @Path("{localPart}")
    @Operation(value = "Returns an account", gives = "Account")
    public JsonObject get(@PathParam("localPart") String localPart) throws DirectoryException {
        return Shapes.account(directory.account(domain, localPart));
    }

    @PATCH
    @Path("{localPart}")
    @Consumes({MediaType.APPLICATION_JSON, MembersReader.MERGE_PATCH})
    @Operation(
            value = "Changes the password or the quota of an account, suspends or activates it",
            takes = "AccountChange",
            gives = "Account")
    public JsonObject change(@PathParam("localPart") String localPart, Members patch) throws DirectoryException {
        return Shapes.account(directory.changeAccount(domain, localPart, change(patch)));
    }

    /** Reads a merge patch (RFC 7396): a member that is not there changes nothing, and null takes a value away. */
    static AccountChange change(Members patch) {
        patch.only(PASSWORD, QUOTA, SUSPENDED);
        if (patch.isNull(PASSWORD)) {
            throw new ProblemException(Problem.UNPROCESSABLE, "An account can't be without a password.");
        }
        return new AccountChange(
                patch.has(PASSWORD) ? patch.text(PASSWORD).toCharArray() : null,
                patch.has(QUOTA) ? Optional.ofNullable(patch.number(QUOTA)) : null,
                patch.has(SUSPENDED) ? patch.flag(SUSPENDED) : null);
    }

    @DELETE
    @Path("{localPart}")
    @Operation("Removes an account")
    public void remove(@PathParam("localPart") String localPart, @QueryParam("cascade") String cascade)
            throws DirectoryException {
        directory.removeAccount(domain, localPart, Query.cascade(cascade));
    }
}
