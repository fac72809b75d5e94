package org.letterwing.administration;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

import org.letterwing.directory.AccountView;
import org.letterwing.directory.AliasView;
import org.letterwing.directory.DomainAdministratorView;
import org.letterwing.directory.DomainLimits;
import org.letterwing.directory.DomainView;
import org.letterwing.directory.Forwarding;
import org.letterwing.directory.GrantView;
import org.letterwing.directory.Precondition;
import org.letterwing.guard.AccessView;
import org.letterwing.guard.BanView;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.RouteView;
import org.letterwing.token.TokenView;

/**
 * Gives each answer an entity tag, does not repeat what the client has (If-None-Match), and lets nothing be changed that is
 * not what the client has seen (If-Match).
 */
@Provider
public class EntityTags implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** How a GET answers the things that can be changed. */
    private static final Map<Class<?>, Function<Object, JsonObject>> SHAPES = Map.ofEntries(
            shape(DomainView.class, Shapes::domain),
            shape(DomainLimits.class, Shapes::domainLimits),
            shape(AccountView.class, Shapes::account),
            shape(AliasView.class, Shapes::alias),
            shape(Forwarding.class, Shapes::forwarding),
            shape(DomainAdministratorView.class, Shapes::administrator),
            shape(GrantView.class, Shapes::grant),
            shape(RouteView.class, Shapes::route),
            shape(BanView.class, Shapes::ban),
            shape(AccessView.class, Shapes::network),
            shape(TokenView.class, Shapes::token),
            shape(EntryView.class, Shapes::queueEntry));

    @Inject
    private Precondition precondition;

    private static <T> Map.Entry<Class<?>, Function<Object, JsonObject>> shape(
            Class<T> type, Function<T, JsonObject> shape) {
        return Map.entry(type, thing -> shape.apply(type.cast(thing)));
    }

    /** Returns the tag that a GET of a thing has. */
    static EntityTag tag(Object thing) {
        return EntityTag.of(SHAPES.get(thing.getClass()).apply(thing));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String ifMatch = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (ifMatch != null && !READING.contains(request.getMethod())) {
            precondition.demand(thing -> tag(thing).isIn(ifMatch));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean reads = READING.contains(request.getMethod());
        if ((reads || request.getMethod().equals(HttpMethod.PATCH))
                && response.getStatus() == Status.OK.getStatusCode()
                && response.getEntity() instanceof JsonObject answer) {
            EntityTag tag = EntityTag.of(answer);
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag.text());
            String ifNoneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
            if (reads && ifNoneMatch != null && tag.isWeaklyIn(ifNoneMatch)) {
                response.setStatusInfo(Status.NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }
}
