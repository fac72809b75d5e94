package org.letterwing.administration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The members of the JSON object in a request. What is asked for must be there and of the right type; a message names
 * the member that is not. Immutable.
 */
final class Members {

    private final Map<String, JsonValue> object;

    Members(Map<String, JsonValue> object) {
        this.object = Map.copyOf(object);
    }

    /** Refuses members of other names than these. */
    Members only(String... names) {
        Set<String> others = new TreeSet<>(object.keySet());
        others.removeAll(Set.of(names));
        if (!others.isEmpty()) {
            throw malformed("The member '" + others.iterator().next() + "' is unknown here. Known are: "
                    + String.join(", ", names));
        }
        return this;
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    boolean isNull(String name) {
        return object.get(name) == JsonValue.NULL;
    }

    String text(String name) {
        if (member(name) instanceof JsonString text) {
            return text.getString();
        }
        throw malformed("The member '" + name + "' must be a string.");
    }

    List<String> texts(String name) {
        if (member(name) instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return array.getValuesAs(JsonString::getString);
        }
        throw malformed("The member '" + name + "' must be an array of strings.");
    }

    /** Returns a whole number; null if the member is null or not there. */
    Long number(String name) {
        if (!has(name) || isNull(name)) {
            return null;
        }
        if (member(name) instanceof JsonNumber number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                // too large, or with a fraction
            }
        }
        throw malformed("The member '" + name + "' must be a whole number of at most " + Long.MAX_VALUE + ", or null.");
    }

    Instant time(String name) {
        String text = text(name);
        try {
            return OffsetDateTime.parse(text).toInstant(); // RFC 3339
        } catch (DateTimeException e) {
            throw malformed(
                    "The member '" + name + "' must be a time such as 2030-01-01T00:00:00Z, not '" + text + "'.");
        }
    }

    boolean flag(String name) {
        JsonValue value = member(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw malformed("The member '" + name + "' must be true or false.");
    }

    private JsonValue member(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw malformed("The member '" + name + "' is missing.");
        }
        return value;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, detail);
    }
}
