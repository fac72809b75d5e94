package org.letterwing.adapter;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns what a pattern captured from an address into a value of a parameter's type; empty if it is none. */
interface ParamConversion {

    /** The types that there are, for people. */
    String TYPES = "String, int, long, Integer, Long, UUID or an enum";

    /** What is a number; {@link Long#parseLong} alone would take a plus and the digits of other scripts too. */
    Pattern NUMBER = Pattern.compile("-?[0-9]+");

    /** The conversions that are always the same. */
    Map<Class<?>, ParamConversion> FIXED = Map.of(
            String.class, Optional::of,
            int.class, text -> number(text, Integer::valueOf),
            Integer.class, text -> number(text, Integer::valueOf),
            long.class, text -> number(text, Long::valueOf),
            Long.class, text -> number(text, Long::valueOf),
            UUID.class, ParamConversion::uuid);

    /** Converts. */
    Optional<?> convert(String text);

    /** Returns the conversion to a type, or empty if there is none. */
    static Optional<ParamConversion> to(Class<?> type) {
        return type.isEnum() ? Optional.of(text -> constant(type, text)) : Optional.ofNullable(FIXED.get(type));
    }

    private static Optional<?> number(String text, Function<String, ? extends Number> valueOf) {
        try {
            return NUMBER.matcher(text).matches() ? Optional.of(valueOf.apply(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // beyond the type's range
        }
    }

    /** {@link UUID#fromString} alone would take shortened forms too. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equals(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<?> constant(Class<?> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
                .findFirst();
    }
}
