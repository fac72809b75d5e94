package org.letterwing.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.letterwing.settings.Setting;
import org.letterwing.settings.Settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The console's texts are whole in both languages. */
class TextsTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern KEY = Pattern.compile("msg\\['([\\w.-]*\\w)'\\]");

    private final Properties english = read("Texts.properties");
    private final Properties german = read("Texts_de.properties");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertEquals(english.stringPropertyNames(), german.stringPropertyNames());
    }

    @Test
    void textsHaveTheSamePlacesForValues() {
        for (String key : english.stringPropertyNames()) {
            if (english.getProperty(key).contains("{")) {
                assertEquals(places(english, key, Locale.ENGLISH), places(german, key, Locale.GERMAN), key);
            }
        }
    }

    @Test
    void whatPagesSayIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path page : files.filter(f -> f.toString().endsWith(".xhtml")).toList()) {
                List<String> missing = KEY.matcher(Files.readString(page))
                        .results()
                        .map(key -> key.group(1))
                        .filter(key -> !english.containsKey(key))
                        .toList();
                assertEquals(List.of(), missing, page.toString());
            }
        }
    }

    @Test
    void eachSettingHasItsMeaning() {
        Set<String> names = Settings.all().stream().map(Setting::name).collect(Collectors.toSet());
        assertEquals(names, read("Meanings.properties").stringPropertyNames());
        assertEquals(names, read("Meanings_de.properties").stringPropertyNames());
    }

    private static int places(Properties texts, String key, Locale locale) {
        return new MessageFormat(texts.getProperty(key), locale).getFormatsByArgumentIndex().length;
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(TextsTest.class.getResourceAsStream(name), StandardCharsets.ISO_8859_1)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
