package org.letterwing.authentication.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one method found (RFC 8601 2.2: resinfo).
 *
 * @param method such as {@code dkim}, in lower case
 * @param result such as {@code pass}, in lower case
 * @param reason why, for people; empty text for none
 * @param properties what it is about, in order
 */
public record MethodResult(String method, String result, String reason, List<Property> properties) {

    /**
     * What a result is about (RFC 8601 2.3), such as {@code header.d=example.com}.
     *
     * @param type such as {@code header}, in lower case
     * @param name such as {@code d}, in lower case
     * @param value any text
     */
    public record Property(String type, String name, String value) {}

    /** Copies the list. */
    public MethodResult {
        properties = List.copyOf(properties);
    }

    /** Makes a result that says no more than this. */
    public MethodResult(String method, String result) {
        this(method, result, "", List.of());
    }

    /** Returns the same result with a reason. */
    public MethodResult because(String why) {
        return new MethodResult(method, result, why, properties);
    }

    /** Returns the same result with one property more. */
    public MethodResult with(String type, String name, String value) {
        List<Property> more = new ArrayList<>(properties);
        more.add(new Property(type, name, value));
        return new MethodResult(method, result, reason, more);
    }

    /** Returns the value of a property, such as {@code header} and {@code d}. */
    public Optional<String> property(String type, String name) {
        return properties.stream()
                .filter(property ->
                        property.type().equals(type) && property.name().equals(name))
                .map(Property::value)
                .findFirst();
    }
}
