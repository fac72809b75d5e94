package org.letterwing.administration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;

/**
 * A problem document (RFC 9457): how the API tells of every error.
 *
 * @param status the HTTP status, from 400
 * @param detail says to people what is wrong and what to do
 */
public record Problem(int status, String detail) {

    /** The status of a request that is well written, and can't be done. */
    static final int UNPROCESSABLE = 422;

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Returns the document. */
    public JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title())
                .add("status", status)
                .add("detail", detail)
                .build();
    }

    /** With the type about:blank the title is the status in words (RFC 9457 4.2.1). */
    private String title() {
        if (status == UNPROCESSABLE) {
            return "Unprocessable Content"; // RFC 9110 15.5.21
        }
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    /** Makes the document the response. */
    public void send(HttpServletResponse response) throws IOException {
        byte[] octets = toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }
}
