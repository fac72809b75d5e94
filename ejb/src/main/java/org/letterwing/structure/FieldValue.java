package org.letterwing.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.letterwing.mailbox.Part;

/**
 * A field's value with its parameters (RFC 2045 5.1), as they are written but for quotes and comments: what RFC 2231
 * encodes or splits stays so.
 *
 * @param value what stands before the first semicolon
 * @param parameters behind it; those without a name or a sign of equality are left out
 */
record FieldValue(String value, List<Part.Parameter> parameters) {

    private static final int MOST_PARAMETERS = 200;

    /** Reads a field's body; null gives an empty value. */
    static FieldValue of(String text) {
        return text == null ? new FieldValue("", List.of()) : new Reader(text).read();
    }

    /** Returns a parameter by its name in any case. */
    Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .map(Part.Parameter::value)
                .findFirst();
    }

    private static final class Reader {

        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private FieldValue read() {
            String value = until(";");
            List<Part.Parameter> parameters = new ArrayList<>();
            while (at < text.length() && parameters.size() < MOST_PARAMETERS) {
                at++;
                String name = until("=;");
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    String said = until(";");
                    if (!name.isEmpty()) {
                        parameters.add(new Part.Parameter(name, said));
                    }
                }
            }
            return new FieldValue(value, List.copyOf(parameters));
        }

        /** Reads up to one of some characters, without the space around and the comments. */
        private String until(String ends) {
            StringBuilder read = new StringBuilder();
            int solid = 0; // what is quoted ends here: space in it stays
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                char c = text.charAt(at);
                if (c == '"') {
                    quoted(read);
                    solid = read.length();
                } else if (c == '(') {
                    skipComment();
                } else {
                    if (c > ' ' || !read.isEmpty()) {
                        read.append(c);
                    }
                    at++;
                }
            }
            int end = read.length();
            while (end > solid && read.charAt(end - 1) <= ' ') {
                end--;
            }
            return read.substring(0, end);
        }

        private void quoted(StringBuilder into) {
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                into.append(text.charAt(at));
            }
            at++;
        }

        private void skipComment() {
            int depth = 1;
            for (at++; at < text.length() && depth > 0; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    at++;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')') {
                    depth--;
                }
            }
        }
    }
}
