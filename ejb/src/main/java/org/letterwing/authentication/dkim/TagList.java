package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A list of tags and their values (RFC 6376 3.2), as a signature or a key record is one. Its text has an octet in each
 * character. Immutable.
 */
public final class TagList {

    /** A value, and the octets that it takes with the white space around it. */
    private record Value(String text, int from, int to) {}

    private final Map<String, Value> values;

    private TagList(Map<String, Value> values) {
        this.values = values;
    }

    /** Reads a list; empty if the text is none, or has a tag twice. */
    public static Optional<TagList> parse(String text) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf(';', at);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals > end) {
                boolean last = end >= text.length()
                        && !values.isEmpty()
                        && strip(text, at, end).isEmpty();
                return last ? Optional.of(new TagList(values)) : Optional.empty();
            }
            String name = strip(text, at, equals);
            String value = strip(text, equals + 1, end);
            if (!isName(name) || !isValue(value) || values.put(name, new Value(value, equals + 1, end)) != null) {
                return Optional.empty();
            }
            at = end + 1;
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new TagList(values));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || c != '_' && (c < '0' || c > '9'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && !isSpace(text.charAt(i)) || text.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static String strip(String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /** Returns the value of a tag as it was written, without the white space around it. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(Value::text);
    }

    /** Returns the value of a tag without white space, which in many means nothing; octets beyond ASCII are UTF-8. */
    public Optional<String> compact(String name) {
        return get(name).map(TagList::withoutSpace);
    }

    /** Returns the words of a value that colons separate, in lower case. */
    public Optional<List<String>> words(String name) {
        return get(name).map(text -> {
            List<String> words = new ArrayList<>();
            for (int at = 0; at <= text.length(); ) {
                int colon = text.indexOf(':', at);
                int end = colon < 0 ? text.length() : colon;
                words.add(strip(text, at, end).toLowerCase(Locale.ROOT));
                at = end + 1;
            }
            return words;
        });
    }

    /** Returns whether a tag is the first one. */
    boolean isFirst(String name) {
        return values.keySet().iterator().next().equals(name);
    }

    /** Returns where the value of a tag that there is begins, with its white space. */
    public int from(String name) {
        return values.get(name).from;
    }

    /** Returns where the value of a tag that there is ends, with its white space. */
    public int to(String name) {
        return values.get(name).to;
    }

    private static String withoutSpace(String text) {
        var rest = new StringBuilder(text.length());
        text.chars().filter(c -> !isSpace((char) c)).forEach(c -> rest.append((char) c));
        return new String(rest.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
