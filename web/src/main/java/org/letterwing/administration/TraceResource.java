package org.letterwing.administration;

import java.util.Objects;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.trace.MailTrace;
import org.letterwing.trace.TraceSearch;

/** Where mails are, and what happened to them on their way. */
@Path("trace")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TraceResource {

    @EJB
    private MailTrace trace;

    @GET
    @Operation(value = "Lists mails with what happened to them, the newest first", gives = "TracedMail", list = true)
    public JsonObject list(
            @QueryParam("address") String address,
            @QueryParam("messageId") String messageId,
            @QueryParam("queueId") String queueId,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit)
            throws DirectoryException {
        if (Stream.of(address, messageId, queueId).filter(Objects::nonNull).count() > 1) {
            throw new ProblemException(
                    400, "One of the parameters 'address', 'messageId' and 'queueId' can be there, and not several.");
        }
        TraceSearch search = new TraceSearch(address, messageId, queueId == null ? null : Query.key(queueId));
        return Shapes.page(trace.mails(search, after, Query.limit(limit)), Shapes::trace);
    }
}
