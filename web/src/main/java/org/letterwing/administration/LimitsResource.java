package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.session.SessionAdministration;

/** What counts against the limits of the server that is asked. */
@Path("limits")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LimitsResource {

    @EJB
    private SessionAdministration sessions;

    @GET
    @Operation(value = "Tells what counts against the limits of this server, and what was refused", gives = "Limits")
    public JsonObject get() {
        return sessions.limits()
                .map(limits -> ServerShapes.limits(sessions.server(), limits))
                .orElseThrow(() -> new ProblemException(503, "Nothing listens on this server."));
    }
}
