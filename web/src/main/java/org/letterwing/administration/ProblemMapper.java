package org.letterwing.administration;

import java.lang.System.Logger.Level;

import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.letterwing.directory.DirectoryException;

/** Makes a problem document of every exception. What is a fault of the server goes to the log, and not to the client. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = problem(failure);
        if (problem.status() == 500) {
            LOG.log(Level.ERROR, "A request of the administration API failed", failure);
        }
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toJson().toString());
        if (failure instanceof NotAllowedException notAllowed) {
            response.header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }

    static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof DirectoryException directory) {
            return new Problem(status(directory.kind()), directory.getMessage());
        }
        if (failure instanceof EJBAccessException) {
            return new Problem(403, "Only an administrator of the server may do this.");
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() >= 400) {
            return new Problem(web.getResponse().getStatus(), detail(web));
        }
        return new Problem(500, "The server could not do it. Its log says why.");
    }

    private static int status(DirectoryException.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNPROCESSABLE -> Problem.UNPROCESSABLE;
            case STALE -> 412;
        };
    }

    /** The exceptions' own messages tell of classes and methods. */
    private static String detail(WebApplicationException failure) {
        if (failure instanceof NotFoundException) {
            return "There is nothing at this path.";
        }
        if (failure instanceof NotAllowedException) {
            return "This path does not know the method. The header Allow lists those that it knows.";
        }
        if (failure instanceof NotAcceptableException) {
            return "The answer is application/json, which the header Accept excludes.";
        }
        if (failure instanceof NotSupportedException) {
            return "The request must be of Content-Type application/json.";
        }
        return "The request can't be understood.";
    }
}
