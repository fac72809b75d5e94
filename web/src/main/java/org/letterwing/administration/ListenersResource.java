package org.letterwing.administration;

import java.util.Map;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.ListenerView;
import org.letterwing.status.StatusBean;
import org.letterwing.trace.MailFigures;
import org.letterwing.trace.Traffic.Span;

/** The listeners of applications. */
@Path("listeners")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ListenersResource {

    private static final String OVERRIDES = "overridesMailboxes";

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private StatusBean status;

    @EJB
    private MailFigures figures;

    private Map<String, Long> takenInHour;
    private Map<String, Long> takenInDay;

    @GET
    @Operation(value = "Lists the listeners of applications", gives = "Listener", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(directory.listeners(after, Query.limit(limit)), this::shape);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, MembersReader.MERGE_PATCH})
    @Operation(
            value = "Lets a listener take mail of mailboxes too, or not",
            takes = "ListenerChange",
            gives = "Listener")
    public JsonObject change(@PathParam("id") String id, Members patch) throws DirectoryException {
        patch.only(OVERRIDES);
        return shape(directory.overrideMailboxes(Query.key(id), patch.flag(OVERRIDES)));
    }

    private JsonObject shape(ListenerView listener) {
        if (takenInHour == null) {
            takenInHour = figures.taken(Span.HOUR);
            takenInDay = figures.taken(Span.DAY);
        }
        String name = listener.application();
        return Shapes.listener(
                listener,
                status.status().applications().contains(name),
                takenInHour.getOrDefault(name, 0L),
                takenInDay.getOrDefault(name, 0L));
    }

    @DELETE
    @Path("{id}")
    @Operation("Forgets a listener")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        directory.removeListener(Query.key(id));
    }
}
