package org.letterwing.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A real browser that looks at the console, with a profile of its own. */
final class Browser implements AutoCloseable {

    /** The width of a telephone, in CSS pixels. */
    static final int TELEPHONE = 360;

    private static final int DESK = 1280;
    private static final int HEIGHT = 900;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("letterwing.test.directory", "target"), "screenshots");
    private static final String AXE = axe();

    /** Runs the rules of axe-core, and tells of the serious findings where they are. */
    private static final String FINDINGS = "const done = arguments[arguments.length - 1];"
            + "axe.run().then(found => done(found.violations"
            + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
            + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))), e => done(['' + e]));";

    private final MailHost host;
    private final Path profile = profile();
    private final ChromeDriver driver;

    private Browser(MailHost host, String language, String zone) {
        this.host = host;
        LoggingPreferences log = new LoggingPreferences();
        log.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(PROGRAM.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile)
                .setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        options.setCapability("goog:loggingPrefs", log);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .withLogOutput(OutputStream.nullOutputStream())
                        .build(),
                options);
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        width(DESK);
    }

    /** Starts a browser whose user reads a language and lives in a time zone; skips the test where there is none. */
    static Browser start(MailHost host, String language, String zone) {
        if (!Files.isExecutable(PROGRAM) || !Files.isExecutable(DRIVER)) {
            String line = "Install chromium and chromium-driver, to look at the console with a browser";
            System.err.println("Skipped: " + line);
            if (TestForm.FULL) {
                throw new AssertionError(line);
            }
            Assumptions.abort(line);
        }
        return new Browser(host, language, zone);
    }

    private static Path profile() {
        try {
            return Files.createTempDirectory("browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in on the page for that, and returns when another page has come, or that one again. */
    void signIn(String user, String password) {
        open("/login.xhtml");
        fill("login:user", user);
        fill("login:password", password);
        script("window.signsIn = true");
        press("login:signIn");
        String answered = "return !window.signsIn && document.readyState === 'complete'";
        Wait.until("the sign-in is answered", SOON, () -> (Boolean) script(answered));
    }

    /** Opens a page of the console. */
    void open(String path) {
        driver.get("http://" + MailHost.NAME + ":" + host.ports().http() + "/letterwing" + path);
    }

    /** Makes the window as wide as that. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Writes into a field, whatever was in it. */
    void fill(String id, String text) {
        WebElement field = visible(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    /** Presses a button, or follows a link, when it is there. */
    void press(String id) {
        press(By.id(id));
    }

    /** Presses what is there first of several. */
    void press(By what) {
        Wait.until(what + " is pressed", SOON, () -> {
            visible(what).click();
            return true;
        });
    }

    /** Returns when a text is on the page. */
    void awaitText(String text) {
        try {
            Wait.until("the page says '" + text + "'", SOON, () -> text().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it says:\n" + text(), e);
        }
    }

    /** Returns when a text is no longer on the page. */
    void awaitNoText(String text) {
        Wait.until("the page does not say '" + text + "'", SOON, () -> !text().contains(text));
    }

    /** Returns what can be read on the page. */
    String text() {
        return (String) driver.executeScript("return document.body.innerText");
    }

    /** Returns the page's title. */
    String title() {
        return driver.getTitle();
    }

    /** Runs a script in the page. */
    Object script(String script) {
        return driver.executeScript(script);
    }

    /** Returns an element when it can be seen. */
    WebElement visible(By what) {
        Wait.until(what + " is there", SOON, () -> {
            try {
                return driver.findElement(what).isDisplayed();
            } catch (StaleElementReferenceException e) {
                return false; // the page has just renewed it
            }
        });
        return driver.findElement(what);
    }

    /**
     * Checks what everybody must be able to do with the page that is shown: axe-core has no serious finding, nothing is
     * wider than a telephone, no script has failed; and takes a picture of it.
     */
    void check(String name) throws IOException {
        awaitStillness(); // colours that fade in have no contrast yet
        picture(name);
        driver.executeScript(AXE);
        assertEquals(List.of(), driver.executeAsyncScript(FINDINGS), name);
        width(TELEPHONE);
        picture(name + "-telephone");
        assertEquals(
                (long) TELEPHONE,
                driver.executeScript("return document.documentElement.scrollWidth"),
                name + " is wider than a telephone");
        assertEquals(List.of(), driver.executeAsyncScript(FINDINGS), name + " on a telephone");
        width(DESK);
        assertEquals(
                List.of(),
                driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .map(Object::toString)
                        .toList());
    }

    private void awaitStillness() {
        String still = "return document.getAnimations().every(a => a.playState !== 'running')";
        Wait.until("nothing moves on the page", SOON, () -> (Boolean) driver.executeScript(still));
    }

    /** Takes a picture of the whole page. */
    Path picture(String name) throws IOException {
        Map<String, Object> sizes = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
        Map<?, ?> whole = (Map<?, ?>) sizes.get("cssContentSize");
        Map<?, ?> shown = (Map<?, ?>) sizes.get("cssLayoutViewport");
        int width = ((Number) shown.get("clientWidth")).intValue();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", whole.get("height"), "deviceScaleFactor", 1, "mobile", false));
        File file = driver.getScreenshotAs(OutputType.FILE);
        width(width);
        Path picture = Files.createDirectories(SCREENSHOTS).resolve(name + ".png");
        Files.copy(file.toPath(), picture, StandardCopyOption.REPLACE_EXISTING);
        return picture;
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The browser's profile stays in " + profile + ": " + e); // it may still write there
        }
    }
}
