package org.letterwing.directory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Refusals say in each language of the console what is wrong. */
class RefusalTest {

    private final Properties english = read("Refusals.properties");
    private final Properties german = read("Refusals_de.properties");

    @Test
    void eachReasonHasATextInBothLanguages() {
        Set<String> reasons = Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());
        assertEquals(reasons, english.stringPropertyNames());
        assertEquals(reasons, german.stringPropertyNames());
    }

    @ParameterizedTest
    @EnumSource
    void textsSayTheSameValuesInBothLanguages(Reason reason) {
        assertEquals(places(english, reason), places(german, reason));
    }

    @Test
    void valuesStandInTheTextAsTheyAre() {
        DirectoryException refused = new DirectoryException(Reason.NO_LIMIT, 123_456, "{1}");
        assertEquals("The limit is 123456: give 1 to {1}", refused.getMessage());
        assertEquals(
                "Die H\u00f6chstzahl ist 123456: Geben Sie 1 bis {1} an",
                refused.refusal().text(Locale.GERMANY));
    }

    @Test
    void englishIsReadWhereTheServersOwnLanguageIsGerman() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Refusal refusal = Refusal.of(Reason.DOMAIN_TAKEN, "example.com");
            assertEquals("The domain example.com is there already", refusal.text(Locale.ENGLISH));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static int places(Properties texts, Reason reason) {
        return new MessageFormat(texts.getProperty(reason.name())).getFormatsByArgumentIndex().length;
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(RefusalTest.class.getResourceAsStream(name), StandardCharsets.ISO_8859_1)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
