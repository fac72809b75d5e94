package org.letterwing.administration;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.status.Readiness;

/** Whether the server is alive, and whether it takes mail; for probes, without credentials. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final JsonObject UP =
            Json.createObjectBuilder().add("status", "UP").build();

    @Inject
    private Readiness readiness;

    @GET
    @Path("live")
    @Operation(value = "Tells whether the server is alive", gives = "Health", anonymous = true)
    public JsonObject live() {
        return UP;
    }

    @GET
    @Path("ready")
    @Operation(value = "Tells whether the server takes mail", gives = "Health", anonymous = true)
    public JsonObject ready() {
        List<String> obstacles = readiness.obstacles();
        if (!obstacles.isEmpty()) {
            throw new ProblemException(503, String.join("; ", obstacles));
        }
        return UP;
    }
}
