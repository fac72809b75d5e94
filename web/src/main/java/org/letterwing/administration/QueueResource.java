package org.letterwing.administration;

import java.util.Arrays;
import java.util.Locale;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.QueueAction;
import org.letterwing.queue.QueueAdministration;
import org.letterwing.queue.QueueFilter;
import org.letterwing.queue.QueueSearch;
import org.letterwing.queue.QueueSweep;

/** The queue's entries: one for each recipient of a mail to another host. */
@Path("queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

    /** So many entries are looked at in one request, which does not take too long. */
    private static final int MOST_SWEPT = 5000;

    @EJB
    private QueueAdministration queue;

    @EJB
    private QueueSearch search;

    @EJB
    private QueueSweep sweep;

    @GET
    @Operation(value = "Lists entries of the queue", gives = "QueueEntry", list = true)
    public JsonObject list(
            @QueryParam("state") String state,
            @QueryParam("domain") String domain,
            @QueryParam("sender") String sender,
            @QueryParam("recipient") String recipient,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit)
            throws DirectoryException {
        QueueFilter filter = new QueueFilter(state(state), domain, sender, recipient);
        return Shapes.page(search.list(filter, after, Query.limit(limit)), Shapes::queueEntry);
    }

    @POST
    @Path("{action:retry|hold|release|delete|bounce}")
    @Operation(value = "Does the same to all entries that are meant", gives = "Swept")
    public JsonObject sweep(
            @PathParam("action") String action,
            @QueryParam("state") String state,
            @QueryParam("domain") String domain,
            @QueryParam("sender") String sender,
            @QueryParam("recipient") String recipient,
            @QueryParam("all") String all,
            @QueryParam("after") String after)
            throws DirectoryException {
        QueueFilter filter = new QueueFilter(state(state), domain, sender, recipient);
        if (filter.isAll() && !Query.flag("all", all)) { // a parameter that is written wrong must not delete everything
            throw new ProblemException(
                    400,
                    "One of the parameters 'state', 'domain', 'sender' and 'recipient' must say which entries are meant, or 'all' be true.");
        }
        return Shapes.swept(sweep.all(filter, QueueAction.valueOf(action.toUpperCase(Locale.ROOT)), after, MOST_SWEPT));
    }

    @GET
    @Path("{id}")
    @Operation(value = "Returns an entry with its attempts", gives = "QueueEntry")
    public JsonObject get(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.entry(Query.key(id)));
    }

    @POST
    @Path("{id}/retry")
    @Operation(value = "Makes the next attempt due", gives = "QueueEntry")
    public JsonObject retry(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.retry(Query.key(id)));
    }

    @POST
    @Path("{id}/hold")
    @Operation(value = "Keeps an entry back", gives = "QueueEntry")
    public JsonObject hold(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.hold(Query.key(id)));
    }

    @POST
    @Path("{id}/release")
    @Operation(value = "Lets an entry go on", gives = "QueueEntry")
    public JsonObject release(@PathParam("id") String id) throws DirectoryException {
        return Shapes.queueEntry(queue.release(Query.key(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation("Removes an entry")
    public void remove(@PathParam("id") String id, @QueryParam("bounce") String bounce) throws DirectoryException {
        queue.delete(Query.key(id), Query.flag("bounce", bounce));
    }

    private static EntryState state(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(EntryState.values())
                .filter(state -> Shapes.name(state).equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        400,
                        "The parameter 'state' must be one of "
                                + Arrays.stream(EntryState.values())
                                        .map(Shapes::name)
                                        .toList() + "."));
    }
}
