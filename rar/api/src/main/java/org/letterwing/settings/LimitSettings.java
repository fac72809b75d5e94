package org.letterwing.settings;

import java.time.Duration;
import java.util.List;

/** The settings of who may connect, and how much anyone may take. */
public final class LimitSettings {

    private static final int DAY = 86_400;

    /** Networks that are let in whatever other checks say. */
    public static final Setting<Networks> ALLOW = networks("letterwing.access.allow", "");

    /** Networks that are turned away. */
    public static final Setting<Networks> DENY = networks("letterwing.access.deny", "");

    /** How many connections there may be, of all listeners together. */
    public static final Setting<Integer> CONNECTIONS = count("letterwing.limits.connections", 20_000);

    /** How many of them of one address, or of one /64 of IPv6. */
    public static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
            count("letterwing.limits.connections-per-address", 50);

    /** Networks whose addresses have no limits of their own. */
    public static final Setting<Networks> EXEMPT = networks("letterwing.limits.exempt", "127.0.0.0/8, ::1");

    /** How long an SMTP client may be silent. */
    public static final Setting<Duration> SMTP_IDLE = seconds("letterwing.smtp.idle-time", 300);

    /** How long a POP3 client may be silent. */
    public static final Setting<Duration> POP3_IDLE = seconds("letterwing.pop3.idle-time", 600);

    /** How much time must go by between two POP3 logins of an account; 0 for none. */
    public static final Setting<Duration> POP3_LOGIN_DELAY = seconds("letterwing.pop3.login-delay", 0, 0, DAY);

    /** How long a session may last. */
    public static final Setting<Duration> SESSION_TIME = seconds("letterwing.limits.session-time", 7200);

    /** How many octets a second a client must send or take while something is under way. */
    public static final Setting<Integer> MIN_RATE =
            Settings.number("letterwing.limits.min-rate", 50, 0, 1 << 20, "octets a second from 0 to 1048576");

    /** Over which time that is seen. */
    public static final Setting<Duration> RATE_WINDOW = seconds("letterwing.limits.rate-window", 120);

    /** How many octets of all clients together are kept in memory; without a value a quarter of the heap. */
    public static final Setting<Long> BUFFERED =
            new Setting<>("letterwing.limits.buffered", "", LimitSettings::buffered);

    /** How many mails an account may send in an hour; 0 for no limit. */
    public static final Setting<Integer> ACCOUNT_MAILS = limit("letterwing.limits.account-mails-hour", 500);

    /** To how many recipients an account may send in an hour; 0 for no limit. */
    public static final Setting<Integer> ACCOUNT_RECIPIENTS = limit("letterwing.limits.account-recipients-hour", 2_000);

    /** How many mails an address may bring in a minute; 0 for no limit. */
    public static final Setting<Integer> ADDRESS_MAILS_MINUTE = limit("letterwing.limits.address-mails-minute", 600);

    /** How many recipients an address may name in a minute; 0 for no limit. */
    public static final Setting<Integer> ADDRESS_RECIPIENTS_MINUTE =
            limit("letterwing.limits.address-recipients-minute", 3_000);

    /** How many mails an address may bring in an hour; 0 for no limit. */
    public static final Setting<Integer> ADDRESS_MAILS_HOUR = limit("letterwing.limits.address-mails-hour", 20_000);

    /** How many recipients an address may name in an hour; 0 for no limit. */
    public static final Setting<Integer> ADDRESS_RECIPIENTS_HOUR =
            limit("letterwing.limits.address-recipients-hour", 100_000);

    private LimitSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                ALLOW,
                DENY,
                CONNECTIONS,
                CONNECTIONS_PER_ADDRESS,
                EXEMPT,
                SMTP_IDLE,
                POP3_IDLE,
                POP3_LOGIN_DELAY,
                SESSION_TIME,
                MIN_RATE,
                RATE_WINDOW,
                BUFFERED,
                ACCOUNT_MAILS,
                ACCOUNT_RECIPIENTS,
                ADDRESS_MAILS_MINUTE,
                ADDRESS_RECIPIENTS_MINUTE,
                ADDRESS_MAILS_HOUR,
                ADDRESS_RECIPIENTS_HOUR);
    }

    private static Setting<Integer> limit(String name, int defaultValue) {
        return Settings.number(
                name, defaultValue, 0, 1_000_000_000, "a number from 1 to 1000000000, or 0 for no limit");
    }

    static Setting<Networks> networks(String name, String defaultText) {
        return new Setting<>(name, defaultText, Networks::parse);
    }

    private static Setting<Integer> count(String name, int defaultValue) {
        return Settings.number(name, defaultValue, 1, 1_000_000_000, "a number from 1 to 1000000000");
    }

    private static Setting<Duration> seconds(String name, int defaultValue) {
        return seconds(name, defaultValue, 1, DAY);
    }

    static Setting<Duration> seconds(String name, int defaultValue, int min, int max) {
        return new Setting<>(
                name,
                Integer.toString(defaultValue),
                text -> Duration.ofSeconds(
                        Settings.parse(text, min, max, "a number of seconds from " + min + " to " + max)));
    }

    private static long buffered(String text) {
        long heap = Runtime.getRuntime().maxMemory();
        return text.isEmpty()
                ? heap / 4
                : Settings.parse(text, 1 << 20, heap, "a number of octets from 1048576 to the heap's " + heap);
    }
}
