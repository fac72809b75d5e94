package org.letterwing.administration;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The answer to a request that made something. */
final class Created {

    private Created() {}

    /** Answers 201 with what was made, and where it is: under its name in the list that it was added to. */
    static Response at(UriInfo list, String name, JsonObject shape) {
        return Response.created(list.getAbsolutePathBuilder().path("{name}").build(name))
                .entity(shape)
                .build();
    }
}
