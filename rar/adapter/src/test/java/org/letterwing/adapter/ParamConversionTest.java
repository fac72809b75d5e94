package org.letterwing.adapter;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ParamConversionTest {

    private static final String UUID_TEXT = "123e4567-E89b-12d3-a456-426614174000";

    @Test
    void eachTypeHasItsValues() {
        assertConverted("Ten+Apples", String.class, "Ten+Apples");
        assertConverted(-12, int.class, "-12");
        assertConverted(7, Integer.class, "007");
        assertConverted(Long.MAX_VALUE, long.class, "9223372036854775807");
        assertConverted(Long.MIN_VALUE, Long.class, "-9223372036854775808");
        assertConverted(UUID.fromString(UUID_TEXT), UUID.class, UUID_TEXT);
        assertConverted(TimeUnit.DAYS, TimeUnit.class, "Days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "+1", "1.0", "1e3", "0x10", " 1", "--1", "-", "\u0661", "9999999999999999999"})
    void whatIsNoNumberIsNone(String text) {
        for (Class<?> type : new Class<?>[] {int.class, Integer.class, long.class, Long.class}) {
            assertEquals(Optional.empty(), convert(type, text));
        }
    }

    @Test
    void aNumberBeyondItsTypeIsNone() {
        assertEquals(Optional.empty(), convert(int.class, "2147483648"));
        assertEquals(Optional.empty(), convert(long.class, "9223372036854775808"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-1-1-1-1", "123e4567e89b12d3a456426614174000", "{" + UUID_TEXT + "}", UUID_TEXT + "0"})
    void aUuidHasItsUsualFormAlone(String text) {
        assertEquals(Optional.empty(), convert(UUID.class, text));
    }

    @Test
    void whatIsNoConstantIsNone() {
        assertEquals(Optional.empty(), convert(TimeUnit.class, "weeks"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Object.class, double.class, short.class, java.util.Date.class, Enum.class, String[].class})
    void otherTypesHaveNoConversion(Class<?> type) {
        assertEquals(Optional.empty(), ParamConversion.to(type));
    }

    private static void assertConverted(Object expected, Class<?> type, String text) {
        assertEquals(Optional.of(expected), convert(type, text));
    }

    private static Optional<?> convert(Class<?> type, String text) {
        return ParamConversion.to(type).orElseThrow().convert(text);
    }
}
