package org.letterwing.authentication.results;

import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.authentication.DnsName;

/**
 * Writes the body of an Authentication-Results field. Its values may come from anybody: they are brought to ASCII, for the
 * mail may go where nothing else is understood, quoted where they must be, and cut. Good for one field.
 */
final class ResultsWriter {

    // RFC 5322 2.1.1
    private static final int LINE = 78;
    private static final String FOLD = "\r\n\t";

    // RFC 5321 4.5.3.1: as long as an address can be
    private static final int MAX_VALUE = 64 + 1 + 255;

    // RFC 2045 5.1
    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9!#$%&'*+.^_`{|}~-]+");
    // RFC 5322 3.2.3
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]*@[a-z0-9_.-]+");

    private final StringBuilder text = new StringBuilder();
    private int column = AuthenticationResults.FIELD.length() + 2;

    /** Returns the body without a line end. */
    String body(AuthenticationResults results) {
        append(host(results.host()));
        if (results.results().isEmpty()) {
            append("; none");
        }
        for (MethodResult result : results.results()) {
            append(";");
            fold();
            append(result.method() + "=" + result.result());
            if (!result.reason().isEmpty()) {
                appendWord("reason=" + quoted(result.reason()));
            }
            for (MethodResult.Property property : result.properties()) {
                appendWord(property.type() + "." + property.name() + "=" + value(property.value()));
            }
        }
        return text.toString();
    }

    private void appendWord(String word) {
        if (column + 1 + word.length() > LINE) {
            fold();
        } else {
            append(" ");
        }
        append(word);
    }

    private void append(String part) {
        text.append(part);
        column += part.length();
    }

    private void fold() {
        text.append(FOLD);
        column = 1;
    }

    // RFC 8601 2.2: authserv-id
    private static String host(String text) {
        String name = DnsName.of(text).orElse(text);
        return TOKEN.matcher(name).matches() ? name : quoted(name);
    }

    // RFC 8601 2.2: pvalue
    private static String value(String text) {
        String value = address(text).orElse(text);
        boolean plain = value.length() <= MAX_VALUE
                && (TOKEN.matcher(value).matches() || ADDRESS.matcher(value).matches());
        return plain ? value : quoted(value);
    }

    /** Brings an address or a domain to ASCII; a local part that is none is left out, as RFC 8601 2.2 allows. */
    private static Optional<String> address(String text) {
        int at = text.lastIndexOf('@');
        String localPart = text.substring(0, at + 1);
        return DnsName.of(text.substring(at + 1)).map(domain -> isAscii(localPart) ? localPart + domain : domain);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    // RFC 5322 3.2.4
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().limit(MAX_VALUE).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c >= 0x7f ? '?' : (char) c);
        });
        return quoted.append('"').toString();
    }
}
