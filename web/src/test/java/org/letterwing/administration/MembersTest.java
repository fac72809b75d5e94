package org.letterwing.administration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.directory.AccountChange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MembersTest {

    private static Members parse(String json) throws IOException {
        return parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Members parse(byte[] octets) throws IOException {
        return MembersReader.parse(new ByteArrayInputStream(octets));
    }

    private static void assertMalformed(String named, org.junit.jupiter.api.function.Executable executable) {
        ProblemException e = assertThrows(ProblemException.class, executable);
        assertEquals(400, e.problem().status());
        assertTrue(e.problem().detail().contains(named), e.problem().detail());
    }

    @Test
    void readsMembersOfTheirTypes() throws IOException {
        Members members = parse("{\"a\":\"ü\",\"b\":[\"x\",\"y\"],\"c\":12,\"d\":null,\"e\":1e3}");
        assertEquals("ü", members.text("a"));
        assertEquals(List.of("x", "y"), members.texts("b"));
        assertEquals(12L, members.number("c"));
        assertNull(members.number("d"));
        assertNull(members.number("missing"));
        assertEquals(1000L, members.number("e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "[]", "{}", "[1]", "[\"x\",null]"})
    void namesAMemberOfTheWrongType(String value) throws IOException {
        Members members = parse("{\"odd\":" + value + "}");
        assertMalformed("'odd'", () -> members.text("odd"));
        if (!value.equals("[]")) {
            assertMalformed("'odd'", () -> members.texts("odd"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "1.5", "9223372036854775808", "1e999999999", "[]"})
    void namesAMemberThatIsNoWholeNumber(String value) throws IOException {
        Members members = parse("{\"odd\":" + value + "}");
        assertMalformed("'odd'", () -> members.number("odd"));
    }

    @Test
    void namesAMissingAndAnUnknownMember() throws IOException {
        Members members = parse("{\"a\":1,\"z\":2}");
        assertMalformed("'b'", () -> members.text("b"));
        assertMalformed("'z'", () -> members.only("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":01}", "{'a':1}"})
    void refusesWhatIsNoObject(String json) {
        assertMalformed("", () -> parse(json));
    }

    @Test
    void refusesDeepNesting() {
        assertMalformed("", () -> parse("{\"a\":" + "[".repeat(500_000) + "}"));
    }

    @Test
    void refusesOtherCharsetsThanUtf8() {
        assertMalformed("UTF-8", () -> parse("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void refusesWhatIsTooLong() {
        ProblemException e = assertThrows(ProblemException.class, () -> parse(" ".repeat(1_048_577)));
        assertEquals(413, e.problem().status());
    }

    @Test
    void aMergePatchChangesWhatItNames() throws IOException {
        AccountChange nothing = AccountsResource.change(parse("{}"));
        assertNull(nothing.password());
        assertNull(nothing.quotaBytes());

        AccountChange quota = AccountsResource.change(parse("{\"quotaBytes\":7}"));
        assertNull(quota.password());
        assertEquals(Optional.of(7L), quota.quotaBytes());

        assertEquals(
                Optional.empty(),
                AccountsResource.change(parse("{\"quotaBytes\":null}")).quotaBytes());
        assertEquals(
                "s",
                new String(
                        AccountsResource.change(parse("{\"password\":\"s\"}")).password()));
    }

    @Test
    void aMergePatchCantTakeThePasswordAway() throws IOException {
        Members patch = parse("{\"password\":null}");
        ProblemException e = assertThrows(ProblemException.class, () -> AccountsResource.change(patch));
        assertEquals(422, e.problem().status());
    }

    @Test
    void aMergePatchCantChangeWhatIsFixed() throws IOException {
        Members patch = parse("{\"usedBytes\":0}");
        assertMalformed("'usedBytes'", () -> AccountsResource.change(patch));
    }
}
