package org.letterwing.authentication.results;

import java.util.List;
import java.util.Optional;

/**
 * What a host found out about who sent a mail.
 *
 * @param host the host's name for itself (RFC 8601 2.5: authserv-id)
 * @param results of the methods; none if nothing was checked
 */
public record AuthenticationResults(String host, List<MethodResult> results) {

    /** The name of the header field. */
    public static final String FIELD = "Authentication-Results";

    /** Copies the list. */
    public AuthenticationResults {
        results = List.copyOf(results);
    }

    /**
     * Reads the body of the field, or of ARC-Authentication-Results, whose instance (RFC 8617 4.1.1) is passed over.
     *
     * @return empty if it is none
     */
    public static Optional<AuthenticationResults> parse(String body) {
        return new ResultsParser(body).parse();
    }

    /** Returns the results of a method, such as {@code dkim}. */
    public List<MethodResult> of(String method) {
        return results.stream().filter(result -> result.method().equals(method)).toList();
    }

    /** Returns the header field with the CR LF at its end, of ASCII characters, folded. */
    public String field() {
        return FIELD + ": " + body() + "\r\n";
    }

    /** Returns the field's body, folded; with an instance before, it is one of ARC-Authentication-Results. */
    public String body() {
        return new ResultsWriter().body(this);
    }
}
