package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.queue.QueueFigures;
import org.letterwing.status.Status;
import org.letterwing.status.StatusBean;
import org.letterwing.trace.MailTrace;

/** What an administrator wants to know of the server. */
@Path("status")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    @EJB
    private StatusBean status;

    @EJB
    private QueueFigures queue;

    @EJB
    private MailTrace trace;

    @GET
    @Operation(value = "Tells the state of the server", gives = "Status")
    public JsonObject get() {
        Status now = status.status();
        return ServerShapes.status(now, now.database().map(answers -> queue.figures()), trace.figures());
    }
}
