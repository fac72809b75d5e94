package org.letterwing.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "orders@shop.example, Orders@SHOP.example, true",
        "orders@shop.example, orders+1@shop.example, false",
        "orders@shop.example, orders@other.example, false",
        "returns+*@shop.example, returns+@shop.example, true",
        "returns+*@shop.example, returns+a+b@shop.example, true",
        "returns+*@shop.example, returns@shop.example, false",
        "*@shop.example, anything@shop.example, true",
        "*@shop.example, anything@sub.shop.example, false",
        "a*b*c@shop.example, aXbYc@shop.example, true",
        "a*b*c@shop.example, acb@shop.example, false",
        "a.b@shop.example, axb@shop.example, false",
        "x@b\u00fccher.example, x@xn--bcher-kva.example, true",
        "x@xn--bcher-kva.example, x@B\u00fccher.example, true",
        "orders+{id}@shop.example, orders+@shop.example, false"
    })
    void anAddressMatchesOrNot(String pattern, String address, boolean expected) {
        assertEquals(expected, AddressPattern.parse(pattern).matches(address));
    }

    @Test
    void namesAreCaptured() {
        AddressPattern pattern = AddressPattern.parse("{kind}-orders+{orderId}@shop.example");
        assertEquals(List.of("kind", "orderId"), pattern.names());
        assertEquals(
                Optional.of(Map.of("kind", "big", "orderId", "4711-b")),
                pattern.captures("Big-orders+4711-B@shop.example"));
        assertEquals(Optional.empty(), pattern.captures("orders+1@shop.example"));
        assertEquals(pattern, AddressPattern.parse(pattern.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "@shop.example",
                "orders@",
                "orders@*",
                "orders@{domain}.example",
                "or ders@shop.example",
                "a,b@shop.example",
                "**@shop.example",
                "{a}{b}@shop.example",
                "{a}-{a}@shop.example",
                "{1}@shop.example",
                "a{@shop.example",
                "*a*b*c*d*@shop.example"
            })
    void otherTextsAreNone(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> AddressPattern.parse(text));
        assertTrue(e.getMessage().startsWith("'" + text + "' "), e.getMessage());
    }

    @Test
    void theMostSpecificComesFirst() {
        List<String> order = List.of(
                "orders+1@shop.example",
                "orders+{id}@shop.example",
                "orders*@shop.example",
                "o*s@shop.example",
                "*@shop.example");
        List<AddressPattern> sorted = Stream.of(4, 2, 0, 3, 1)
                .map(i -> AddressPattern.parse(order.get(i)))
                .sorted(AddressPattern.MOST_SPECIFIC_FIRST)
                .toList();
        assertEquals(order, sorted.stream().map(AddressPattern::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "orders@shop.example, Orders@shop.example, true",
        "orders@shop.example, returns@shop.example, false",
        "orders@shop.example, orders@other.example, false",
        "orders@shop.example, orders*@shop.example, false",
        "a*@shop.example, *b@shop.example, true",
        "a*b@shop.example, b*a@shop.example, false",
        "a{x}@shop.example, a*@shop.example, true",
        "ab*@shop.example, ac*@shop.example, false",
        "a*c@shop.example, ab*@shop.example, true",
        "*@shop.example, {all}@shop.example, true"
    })
    void whatNothingDecidesIsAmbiguous(String one, String other, boolean expected) {
        AddressPattern first = AddressPattern.parse(one);
        AddressPattern second = AddressPattern.parse(other);
        assertEquals(expected, first.isAmbiguousWith(second));
        assertEquals(expected, second.isAmbiguousWith(first));
    }

    @Test
    void onlyAnAddressIsExact() {
        assertTrue(AddressPattern.parse("orders@shop.example").isExact());
        assertFalse(AddressPattern.parse("*@shop.example").isExact());
    }
}
