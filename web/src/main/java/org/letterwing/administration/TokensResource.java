package org.letterwing.administration;

import java.util.Arrays;

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

import org.letterwing.directory.DirectoryException;
import org.letterwing.token.NewToken;
import org.letterwing.token.Scope;
import org.letterwing.token.TokenAdministration;

/** The tokens with which programs use this API. */
@Path("tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

    @EJB
    private TokenAdministration tokens;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(value = "Makes a token", takes = "NewToken", gives = "CreatedToken")
    public Response add(Members body, @Context UriInfo uri) throws DirectoryException {
        body.only("name", "scope", "expires");
        NewToken token = tokens.add(body.text("name"), scope(body.text("scope")), body.time("expires"));
        return Created.at(uri, Long.toString(token.token().id()), Shapes.newToken(token));
    }

    @GET
    @Operation(value = "Lists the tokens", gives = "Token", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(tokens.list(after, Query.limit(limit)), Shapes::token);
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns a token", gives = "Token")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return Shapes.token(tokens.token(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Takes a token back")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        tokens.remove(Query.key(id));
    }

    private static Scope scope(String text) {
        return Arrays.stream(Scope.values())
                .filter(scope -> Shapes.name(scope).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(Problem.UNPROCESSABLE, "The member 'scope' must be one of read, write."));
    }
}
