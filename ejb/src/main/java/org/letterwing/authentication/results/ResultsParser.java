package org.letterwing.authentication.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.letterwing.authentication.results.MethodResult.Property;

/** Reads the body of an Authentication-Results field (RFC 8601 2.2). Good for one field. */
final class ResultsParser {

    private static final int MAX_RESULTS = 100;
    private static final int MAX_PROPERTIES = 50;

    private static final String WHITE_SPACE = " \t\r\n";
    private static final String ENDS_TOKEN = "()<>@,;:\\\"/[]?=" + WHITE_SPACE;
    // What stands in a signature or an address without quotes: "local@example.com", "a+/b=".
    private static final String ENDS_VALUE = "();\"" + WHITE_SPACE;

    private static final String INSTANCE = "i";
    private static final String REASON = "reason";
    private static final String NONE = "none";

    private final String text;
    private int at;

    ResultsParser(String text) {
        this.text = text;
    }

    /** Reads it all; empty if it is no such body, or has too much of something. */
    Optional<AuthenticationResults> parse() {
        return host().flatMap(name -> results().map(results -> new AuthenticationResults(name, results)));
    }

    /** Reads who says so (RFC 8601 2.5), and nothing behind. */
    Optional<String> host() {
        skipInstance();
        return value(ENDS_TOKEN);
    }

    // RFC 8617 4.1.1
    private void skipInstance() {
        int start = at;
        boolean instance = keyword().filter(INSTANCE::equals).isPresent()
                && take('=')
                && value(ENDS_TOKEN).isPresent()
                && take(';');
        at = instance ? at : start;
    }

    private Optional<List<MethodResult>> results() {
        List<MethodResult> results = new ArrayList<>();
        value(ENDS_TOKEN); // the version of the field
        while (take(';') && !isAtEnd()) {
            Optional<String> method = keyword();
            if (method.filter(NONE::equals).isPresent() && isAtEnd()) {
                break;
            }
            Optional<MethodResult> result = method.flatMap(this::result);
            if (result.isEmpty() || results.size() == MAX_RESULTS) {
                return Optional.empty();
            }
            results.add(result.get());
        }
        return isAtEnd() ? Optional.of(results) : Optional.empty();
    }

    private Optional<MethodResult> result(String method) {
        if (take('/')) {
            value(ENDS_TOKEN); // the version of the method
        }
        Optional<String> result = take('=') ? keyword() : Optional.empty();
        if (result.isEmpty()) {
            return Optional.empty();
        }
        String reason = "";
        List<Property> properties = new ArrayList<>();
        for (Optional<String> type = keyword(); type.isPresent(); type = keyword()) {
            Optional<String> name = take('.') ? keyword() : Optional.of("");
            Optional<String> value = name.isPresent() && take('=') ? value(ENDS_VALUE) : Optional.empty();
            if (value.isEmpty() || properties.size() == MAX_PROPERTIES) {
                return Optional.empty();
            }
            if (!name.get().isEmpty()) {
                properties.add(new Property(type.get(), name.get(), value.get()));
            } else if (type.get().equals(REASON)) {
                reason = value.get();
            } // What else has no type is an invention of somebody.
        }
        return Optional.of(new MethodResult(method, result.get(), reason, properties));
    }

    private boolean isAtEnd() {
        skip();
        return at == text.length();
    }

    private boolean take(char wanted) {
        skip();
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private Optional<String> keyword() {
        skip();
        int from = at;
        while (at < text.length() && isOfKeyword(text.charAt(at))) {
            at++;
        }
        return at == from
                ? Optional.empty()
                : Optional.of(text.substring(from, at).toLowerCase(Locale.ROOT));
    }

    // RFC 5321 4.1.2: Keyword, and an underscore that somebody may use
    private static boolean isOfKeyword(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character) || character == '-' || character == '_';
    }

    /** Takes what is quoted, what is not, or an address that is quoted in part. */
    private Optional<String> value(String end) {
        skip();
        int from = at;
        var value = new StringBuilder();
        while (at < text.length() && (text.charAt(at) == '"' || end.indexOf(text.charAt(at)) < 0)) {
            if (text.charAt(at) != '"') {
                value.append(text.charAt(at));
                at++;
            } else if (!takeQuoted(value)) {
                return Optional.empty();
            }
        }
        return at == from ? Optional.empty() : Optional.of(value.toString());
    }

    private boolean takeQuoted(StringBuilder value) {
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                at++;
                return true;
            }
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return false;
    }

    /** Skips white space and comments, which may hold comments. */
    private void skip() {
        int depth = 0;
        while (at < text.length()
                && (depth > 0 || text.charAt(at) == '(' || WHITE_SPACE.indexOf(text.charAt(at)) >= 0)) {
            char character = text.charAt(at);
            if (character == '(') {
                depth++;
            } else if (character == ')') {
                depth--;
            } else if (character == '\\') {
                at++;
            }
            at++;
        }
        at = Math.min(at, text.length());
    }
}
