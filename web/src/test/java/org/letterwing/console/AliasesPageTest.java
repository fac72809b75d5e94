package org.letterwing.console;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AliasesPageTest {

    @Test
    void readsAddressesByLineAndComma() {
        assertEquals(
                List.of("a@example.com", "b@example.com", "c@example.com"),
                AliasesPage.addresses(" a@example.com,b@example.com\r\n\n c@example.com ,"));
    }
}
