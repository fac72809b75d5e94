package org.letterwing.administration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueryTest {

    @Test
    void readsTheLimitWithinItsBounds() {
        assertEquals(Query.DEFAULT_LIMIT, Query.limit(null));
        assertEquals(1, Query.limit("1"));
        assertEquals(1000, Query.limit("1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "9999999999", "x", "1.0"})
    void refusesOtherLimits(String text) {
        assertEquals(
                400,
                assertThrows(ProblemException.class, () -> Query.limit(text))
                        .problem()
                        .status());
    }

    @Test
    void readsWhetherContentsGoAlong() {
        assertFalse(Query.cascade(null));
        assertFalse(Query.cascade("false"));
        assertTrue(Query.cascade("true"));
        assertThrows(ProblemException.class, () -> Query.cascade("yes"));
    }
}
