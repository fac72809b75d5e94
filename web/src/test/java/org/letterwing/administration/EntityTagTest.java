package org.letterwing.administration;

import java.time.Instant;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.directory.AccountView;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EntityTagTest {

    private static final EntityTag TAG = EntityTag.of(object(1));

    private static JsonObject object(int value) {
        return Json.createObjectBuilder().add("a", value).build();
    }

    @Test
    void isTheSameForTheSameContentOnly() {
        assertEquals(TAG, EntityTag.of(object(1)));
        assertNotEquals(TAG, EntityTag.of(object(2)));
        assertTrue(TAG.text().matches("\"[\\w-]{24}\""), TAG::text);
    }

    @Test
    void isFoundInLists() {
        for (String list : new String[] {"*", TAG.text(), "\"x\", " + TAG.text(), TAG.text() + ",W/\"y\""}) {
            assertTrue(TAG.isIn(list), list);
            assertTrue(TAG.isWeaklyIn(list), list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"x\"", "x", "\"", "**", "\"*\""})
    void isNotFoundElsewhere(String list) {
        assertFalse(TAG.isIn(list));
        assertFalse(TAG.isWeaklyIn(list));
    }

    @Test
    void aWeakOneIsEnoughToReadAndNotToChange() {
        assertFalse(TAG.isIn("W/" + TAG.text()));
        assertTrue(TAG.isWeaklyIn("W/" + TAG.text()));
    }

    @Test
    void aThingHasTheTagOfItsShape() {
        AccountView account = new AccountView("a", "a@b.test", null, 0, Instant.EPOCH, false, null, false);
        assertEquals(EntityTag.of(Shapes.account(account)), EntityTags.tag(account));
    }
}
