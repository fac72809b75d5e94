package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.QueueAdministration;
import org.letterwing.queue.QueueFilter;
import org.letterwing.queue.QueueSearch;

/** The mail that applications did not take however often they were offered it, or for which they were away too long. */
@Path("dead-letters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {

    private static final QueueFilter DEAD_LETTERS = new QueueFilter(EntryState.DEAD_LETTER, null, null, null);

    @EJB
    private QueueAdministration queue;

    @EJB
    private QueueSearch search;

    @GET
    @Operation(value = "Lists the dead letters", gives = "QueueEntry", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(search.list(DEAD_LETTERS, after, Query.limit(limit)), Shapes::queueEntry);
    }

    @POST
    @Path("{id}/retry")
    @Operation(value = "Offers a dead letter to its application again", gives = "QueueEntry")
    public JsonObject retry(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.revive(Query.key(id)));
    }

    @POST
    @Path("{id}/bounce")
    @Operation(value = "Gives a dead letter up and tells its sender", gives = "QueueEntry")
    public JsonObject bounce(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.bounce(Query.key(id)));
    }
}
