package org.letterwing.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of store and forward. */
public final class QueueSettings {

    private static final int MONTH = 31 * 86_400;

    /** Whose clients may send mail to everywhere without logging in. */
    public static final Setting<Networks> RELAY_NETWORKS = LimitSettings.networks("letterwing.relay.networks", "");

    /** How long a mail is tried (RFC 5321 4.5.4.1). */
    public static final Setting<Duration> LIFETIME = seconds("letterwing.queue.lifetime", 432_000);

    /** After which time without delivery a sender is told of the delay. */
    public static final Setting<Duration> DELAY_WARNING = seconds("letterwing.queue.delay-warning", 14_400);

    /** The wait after a first attempt, the shortest. */
    public static final Setting<Duration> FIRST_RETRY = seconds("letterwing.queue.first-retry", 300);

    /** The longest wait between attempts. */
    public static final Setting<Duration> LONGEST_RETRY = seconds("letterwing.queue.longest-retry", 14_400);

    /** How long what was delivered or given up is shown. */
    public static final Setting<Duration> KEEP = seconds("letterwing.queue.keep", 604_800);

    /** How long mail waits for an application that is away. */
    public static final Setting<Duration> LISTENER_LIFETIME = seconds("letterwing.listeners.lifetime", 432_000);

    /** How many mails the queue keeps for one listener of an application. */
    public static final Setting<Integer> LISTENER_BACKLOG =
            Settings.number("letterwing.listeners.backlog", 10_000, 0, 1_000_000, "a number from 0 to 1000000");

    /** How long a worker has an entry without a sign of life, before another may take it over. */
    public static final Setting<Duration> LEASE = LimitSettings.seconds("letterwing.queue.lease", 120, 10, 3600);

    /** How many mails may be on their way at once. */
    public static final Setting<Integer> DELIVERIES =
            Settings.number("letterwing.queue.deliveries", 100, 2, 1000, "a number from 2 to 1000");

    /** How many of them to one destination. */
    public static final Setting<Integer> PER_DESTINATION =
            Settings.number("letterwing.queue.deliveries-per-destination", 50, 1, 1000, "a number from 1 to 1000");

    /** In {@link #RATES}: each destination that isn't named. */
    public static final String OTHERS = "*";

    private static final Pattern RATE = Pattern.compile("\\s*([^\\s=]+)\\s*=\\s*([0-9]{1,7})\\s*");

    /** How many mails a minute go to destinations, domains or hosts of routes, at most; 0 for any number. */
    public static final Setting<Map<String, Integer>> RATES =
            new Setting<>("letterwing.queue.rates", "", QueueSettings::rates);

    /** Whether senders of forwarded mail are rewritten (Sender Rewriting Scheme). */
    public static final Setting<Boolean> SRS = new Setting<>("letterwing.queue.srs", "true", Settings::yesOrNo);

    private QueueSettings() {}

    private static Map<String, Integer> rates(String text) {
        Map<String, Integer> rates = new HashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher rate = RATE.matcher(part);
            if (!rate.matches()) {
                throw new IllegalArgumentException(
                        "mails a minute for destinations, with commas between, such as example.com=60, *=6000");
            }
            rates.put(rate.group(1).toLowerCase(Locale.ROOT), Integer.valueOf(rate.group(2)));
        }
        return Map.copyOf(rates);
    }

    static List<Setting<?>> all() {
        return List.of(
                RELAY_NETWORKS,
                LIFETIME,
                DELAY_WARNING,
                FIRST_RETRY,
                LONGEST_RETRY,
                KEEP,
                LEASE,
                DELIVERIES,
                PER_DESTINATION,
                RATES,
                SRS,
                LISTENER_LIFETIME,
                LISTENER_BACKLOG);
    }

    private static Setting<Duration> seconds(String name, int defaultValue) {
        return LimitSettings.seconds(name, defaultValue, 1, MONTH);
    }
}
