package org.letterwing.settings;

import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings of Letterwing. Their names are part of its public API. */
public final class Settings {

    private static final String PREFIX = "letterwing.";
    private static final String ENVIRONMENT_PREFIX = "LETTERWING_";

    /** The address that the listeners bind to. */
    public static final Setting<String> BIND_ADDRESS = text("letterwing.bind.address", "0.0.0.0");

    /** The server's name in greetings and Received lines. */
    public static final Setting<String> HOSTNAME = new Setting<>("letterwing.hostname", "", Settings::hostname);

    /** The SMTP listener's port; 0 turns it off. */
    public static final Setting<Integer> SMTP_PORT = port("letterwing.smtp.port", 2525);

    /** Whether clients of the SMTP listener go over to TLS. */
    public static final Setting<StartTls> SMTP_TLS = choice("letterwing.smtp.tls", StartTls.OPTIONAL);

    /** The submission listener's port, where TLS begins with STARTTLS; 0 turns it off. */
    public static final Setting<Integer> SUBMISSION_PORT = port("letterwing.submission.port", 2587);

    /** Whether clients of the submission listener go over to TLS. */
    public static final Setting<StartTls> SUBMISSION_TLS = choice("letterwing.submission.tls", StartTls.OPTIONAL);

    /** The port of the submission listener with TLS from the start; 0 turns it off. */
    public static final Setting<Integer> SUBMISSIONS_PORT = port("letterwing.submissions.port", 2465);

    /** The POP3 listener's port; 0 turns it off. */
    public static final Setting<Integer> POP3_PORT = port("letterwing.pop3.port", 2110);

    /** Whether clients of the POP3 listener go over to TLS. */
    public static final Setting<StartTls> POP3_TLS = choice("letterwing.pop3.tls", StartTls.OPTIONAL);

    /** The port of the POP3 listener with TLS from the start; 0 turns it off. */
    public static final Setting<Integer> POP3S_PORT = port("letterwing.pop3s.port", 2995);

    /** The file of the certificate with its chain; empty for one that is made once. */
    public static final Setting<Optional<Path>> TLS_CERTIFICATE = path("letterwing.tls.certificate", "a file");

    /** The file of the certificate's private key; empty for one that is made once. */
    public static final Setting<Optional<Path>> TLS_KEY = path("letterwing.tls.key", "a file");

    /** The folder with a folder for each certificate of another name; empty for none. */
    public static final Setting<Optional<Path>> TLS_DIRECTORY = path("letterwing.tls.directory", "a folder");

    /** Where Letterwing keeps its files. */
    public static final Setting<Path> DATA_DIR = new Setting<>("letterwing.data.dir", "", Settings::dataDirectory);

    /** Who knows the people that sign in to the console and the API. */
    public static final Setting<ConsoleRealm> CONSOLE_REALM = choice("letterwing.console.realm", ConsoleRealm.ACCOUNTS);

    /** The JDBC URL of the database; empty for the embedded one. */
    public static final Setting<Optional<String>> DB_URL =
            new Setting<>("letterwing.db.url", "", Settings::databaseUrl);

    /** The database's user. */
    public static final Setting<String> DB_USER = text("letterwing.db.user", "letterwing");

    /** The database's password. */
    public static final Setting<String> DB_PASSWORD = text("letterwing.db.password", "");

    /** How long an unreachable database is waited for at the start, in seconds. */
    public static final Setting<Integer> DB_WAIT =
            number("letterwing.db.wait", 120, 0, 86_400, "a number of seconds from 0 to 86400");

    /** Whether its transactions can have two phases (XA). {@code jboss-ejb3.xml} reads it too. */
    public static final Setting<Boolean> DB_XA = new Setting<>("letterwing.db.xa", "false", Settings::twoPhase);

    /** When passwords may be sent without TLS. */
    public static final Setting<PlaintextAuth> AUTH_PLAINTEXT =
            choice("letterwing.auth.plaintext", PlaintextAuth.LOOPBACK);

    /** After how many failed logins an address is banned; 0 for never. */
    public static final Setting<Integer> AUTH_BAN_FAILURES =
            number("letterwing.auth.ban.failures", 15, 0, 1_000_000, "a number of failed logins, or 0 for no bans");

    /** After how many failed logins, from wherever, an account is banned; 0 for never. */
    public static final Setting<Integer> AUTH_BAN_ACCOUNT_FAILURES = number(
            "letterwing.auth.ban.account-failures", 150, 0, 1_000_000, "a number of failed logins, or 0 for no bans");

    /** How long the first ban is, in seconds; each one after it is twice as long. */
    public static final Setting<Integer> AUTH_BAN_SECONDS =
            number("letterwing.auth.ban.seconds", 60, 1, 86_400, "a number of seconds from 1 to 86400");

    /** Where the keys are with which access tokens are signed; empty if none are taken so. */
    public static final Setting<Optional<URL>> OAUTH_JWKS = new Setting<>("letterwing.oauth.jwks", "", Settings::url);

    /** Who must have made a signed token. */
    public static final Setting<String> OAUTH_ISSUER = text("letterwing.oauth.issuer", "");

    /** For whom a token must be; signed ones must say so. */
    public static final Setting<String> OAUTH_AUDIENCE = text("letterwing.oauth.audience", "");

    /** Where access tokens are introspected; empty if none are taken so. */
    public static final Setting<Optional<URL>> OAUTH_INTROSPECTION =
            new Setting<>("letterwing.oauth.introspection", "", Settings::url);

    /** This server's name at the introspection endpoint. */
    public static final Setting<String> OAUTH_CLIENT_ID = text("letterwing.oauth.client-id", "letterwing");

    /** This server's password at the introspection endpoint. */
    public static final Setting<String> OAUTH_CLIENT_SECRET = text("letterwing.oauth.client-secret", "");

    /** The claim of a token that names the account. */
    public static final Setting<String> OAUTH_USER_CLAIM = text("letterwing.oauth.user-claim", "email");

    /** Whether the Received line of a mail that a user hands in tells nothing of the user's client. */
    public static final Setting<Boolean> SUBMISSION_HIDE_CLIENT =
            new Setting<>("letterwing.submission.hide-client", "false", Settings::yesOrNo);

    /** The password of the account {@code admin}; empty lets one be made. */
    public static final Setting<Optional<String>> ADMIN_PASSWORD =
            new Setting<>("letterwing.admin.password", "", t -> t.isEmpty() ? Optional.empty() : Optional.of(t));

    /** The largest mail, in octets, announced by SIZE. */
    public static final Setting<Long> MESSAGE_MAX_SIZE =
            size("letterwing.message.max-size", 52_428_800L, 65_536, 2_147_483_647L);

    /** Up to which size a mail is kept in memory while it arrives, in octets. */
    public static final Setting<Long> MESSAGE_MEMORY_LIMIT =
            size("letterwing.message.memory-limit", 131_072L, 0, 16_777_216L);

    /** Returns the name of this server among those of its cluster, which may share one host name. */
    public static String node() {
        return System.getProperty("jboss.node.name", HOSTNAME.get());
    }

    /** Returns all settings, in the order of the documentation. */
    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                BIND_ADDRESS,
                HOSTNAME,
                SMTP_PORT,
                SMTP_TLS,
                SUBMISSION_PORT,
                SUBMISSION_TLS,
                SUBMISSIONS_PORT,
                POP3_PORT,
                POP3_TLS,
                POP3S_PORT,
                TLS_CERTIFICATE,
                TLS_KEY,
                TLS_DIRECTORY,
                DATA_DIR,
                DB_URL,
                DB_USER,
                DB_PASSWORD,
                DB_WAIT,
                DB_XA,
                AUTH_PLAINTEXT,
                AUTH_BAN_FAILURES,
                AUTH_BAN_ACCOUNT_FAILURES,
                AUTH_BAN_SECONDS,
                OAUTH_JWKS,
                OAUTH_ISSUER,
                OAUTH_AUDIENCE,
                OAUTH_INTROSPECTION,
                OAUTH_CLIENT_ID,
                OAUTH_CLIENT_SECRET,
                OAUTH_USER_CLAIM,
                SUBMISSION_HIDE_CLIENT,
                ADMIN_PASSWORD,
                CONSOLE_REALM,
                MESSAGE_MAX_SIZE,
                MESSAGE_MEMORY_LIMIT));
        all.addAll(SmtpSettings.all());
        all.addAll(ImapSettings.all());
        all.addAll(LimitSettings.all());
        all.addAll(ClientSettings.all());
        all.addAll(SenderSettings.all());
        all.addAll(QueueSettings.all());
        all.addAll(OutboundSettings.all());
        all.addAll(KeySettings.all());
        all.addAll(ReportSettings.all());
        all.addAll(RecordSettings.all());
        return List.copyOf(all);
    }

    /**
     * Returns the names of properties and environment variables that look like settings of Letterwing and are none:
     * somebody mistyped them, or they are of another version.
     */
    public static List<String> unknownNames() {
        Set<String> properties = all().stream().map(Setting::name).collect(Collectors.toSet());
        Set<String> variables = all().stream().map(Setting::environmentName).collect(Collectors.toSet());
        return Stream.concat(
                        System.getProperties().stringPropertyNames().stream()
                                .filter(name -> name.startsWith(PREFIX) && !properties.contains(name)),
                        System.getenv().keySet().stream()
                                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !variables.contains(name)))
                .sorted()
                .toList();
    }

    private Settings() {}

    private static Setting<String> text(String name, String defaultText) {
        return new Setting<>(name, defaultText, Function.identity());
    }

    static Setting<Integer> port(String name, int defaultPort) {
        return number(name, defaultPort, 0, 65_535, "a port from 1 to 65535, or 0 for no listener");
    }

    static Setting<Integer> number(String name, int defaultValue, int min, int max, String rule) {
        return new Setting<>(name, Integer.toString(defaultValue), t -> (int) parse(t, min, max, rule));
    }

    static Setting<Optional<Path>> path(String name, String what) {
        return new Setting<>(name, "", t -> {
            try {
                return t.isEmpty() ? Optional.empty() : Optional.of(Path.of(t).toAbsolutePath());
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("the path of " + what, e);
            }
        });
    }

    private static Setting<Long> size(String name, long defaultValue, long min, long max) {
        String rule = "a number of octets from " + min + " to " + max;
        return new Setting<>(name, Long.toString(defaultValue), t -> parse(t, min, max, rule));
    }

    static long parse(String text, long min, long max, String rule) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the rule says it better
        }
        throw new IllegalArgumentException(rule);
    }

    static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue) {
        E[] values = defaultValue.getDeclaringClass().getEnumConstants();
        String rule = Arrays.stream(values).map(Settings::lowerCase).collect(Collectors.joining(", ", "one of ", ""));
        return new Setting<>(
                name,
                lowerCase(defaultValue),
                t -> Arrays.stream(values)
                        .filter(v -> lowerCase(v).equals(t.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(rule)));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<URL> url(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return Optional.of(uri.toURL());
            }
        } catch (URISyntaxException | MalformedURLException e) {
            // the rule says it better
        }
        throw new IllegalArgumentException("empty, or a URL https://…");
    }

    static boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static String hostname(String text) {
        if (!text.isEmpty()) {
            if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?")) {
                throw new IllegalArgumentException("a host name such as mail.example.com");
            }
            return text;
        }
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine without a name of its own
        }
    }

    private static Path dataDirectory(String text) {
        try {
            return text.isEmpty()
                    ? Path.of(System.getProperty("jboss.server.data.dir", "data"), "letterwing")
                    : Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the path of a folder", e);
        }
    }

    private static Optional<String> databaseUrl(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("empty for the embedded database, or a URL jdbc:postgresql:…");
        }
        return Optional.of(text);
    }

    private static boolean twoPhase(String text) {
        return switch (text) { // the descriptor knows small letters alone
            case "false" -> false;
            case "true" -> {
                if (DB_URL.get().isEmpty()) {
                    throw new IllegalArgumentException(
                            "false with the embedded database: two-phase commit needs PostgreSQL, in letterwing.db.url");
                }
                yield true;
            }
            default -> throw new IllegalArgumentException("true or false");
        };
    }
}
