package org.letterwing.administration;

import java.util.Set;

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

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.status.StatusBean;

/** The listeners of applications. */
@Path("listeners")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ListenersResource {

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private StatusBean status;

    @GET
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        Set<String> active = Set.copyOf(status.status().applications());
        return Shapes.page(
                directory.listeners(after, Query.limit(limit)),
                listener -> Shapes.listener(listener, active.contains(listener.application())));
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id) throws DirectoryException {
        directory.removeListener(Query.key(id));
    }
}
