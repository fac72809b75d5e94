package org.letterwing.adapter;

import jakarta.resource.spi.InvalidPropertyException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AddressPatternTest {

    @Test
    void anAddressMatchesItselfWithoutRegardToCase() throws InvalidPropertyException {
        AddressPattern pattern = parse("Orders@Shop.example");
        assertTrue(pattern.isExact());
        assertTrue(pattern.matches("oRDERS@sHOP.EXAMPLE"));
        assertFalse(pattern.matches("order@shop.example"));
        assertFalse(pattern.matches("orders@shop.example.org"));
        assertFalse(pattern.matches("orders"));
    }

    @Test
    void aStarTakesTheWholeDomainAndNoSubdomain() throws InvalidPropertyException {
        AddressPattern pattern = parse("*@shop.example");
        assertFalse(pattern.isExact());
        assertTrue(pattern.matches("anyone@shop.example"));
        assertTrue(pattern.matches("\"a@b\"@shop.example"));
        assertFalse(pattern.matches("anyone@www.shop.example"));
    }

    @Test
    void aListIsSeparatedByCommas() throws InvalidPropertyException {
        assertEquals(
                "[orders@shop.example, *@returns.example]",
                AddressPattern.parseList(" orders@shop.example ,*@returns.example")
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "orders", "@shop.example", "orders@", "a@b,", "or*@shop.example", "a b@c", "<a@b>"})
    void whatIsNoAddressIsRefusedWithTheTextInTheMessage(String text) {
        InvalidPropertyException e = assertThrows(InvalidPropertyException.class, () -> AddressPattern.parseList(text));
        assertTrue(e.getMessage().contains("'recipients'"), e.getMessage());
    }

    private static AddressPattern parse(String text) throws InvalidPropertyException {
        return AddressPattern.parseList(text).get(0);
    }
}
