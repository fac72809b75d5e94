package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.session.SessionAdministration;
import org.letterwing.session.SessionFilter;

/** The mail sessions that are open on the server that is asked. */
@Path("sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

    @EJB
    private SessionAdministration sessions;

    @GET
    @Operation(value = "Lists the mail sessions that are open on this server", gives = "Session", list = true)
    public JsonObject list(
            @QueryParam("user") String user,
            @QueryParam("client") String client,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit)
            throws DirectoryException {
        String server = sessions.server();
        return Shapes.page(
                sessions.sessions(SessionFilter.of(user, client), after, Query.limit(limit)),
                session -> ServerShapes.session(server, session));
    }

    @DELETE
    @Operation(value = "Ends all sessions on this server that are meant", gives = "EndedSessions")
    public JsonObject end(@QueryParam("user") String user, @QueryParam("client") String client)
            throws DirectoryException {
        SessionFilter filter = SessionFilter.of(user, client);
        if (filter.isOfAll()) { // a parameter that is written wrong must not end everything
            throw new ProblemException(400, "The parameter 'user' or 'client' must say which sessions are meant.");
        }
        return ServerShapes.endedSessions(sessions.disconnect(filter));
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns a mail session that is open on this server", gives = "Session")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return ServerShapes.session(sessions.server(), sessions.session(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Ends a mail session as soon as it waits for no answer")
    public void disconnect(@PathParam("id") String id) throws DirectoryException {
        sessions.disconnect(Query.key(id));
    }
}
