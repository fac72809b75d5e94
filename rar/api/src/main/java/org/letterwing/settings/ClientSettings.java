package org.letterwing.settings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of who speaks for whom, and of what is asked of SMTP clients. */
public final class ClientSettings {

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final Pattern SERVER = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::([0-9]{1,5}))?");
    private static final Pattern ZONE = Pattern.compile(
            "((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)+[A-Za-z0-9-]{2,63})(?:=([0-9]{1,4}))?");
    private static final int DNS_PORT = 53;

    /** Networks of proxies, whose connections begin with a PROXY header. */
    public static final Setting<Networks> PROXY_NETWORKS = LimitSettings.networks("letterwing.proxy.networks", "");

    /** Networks that may speak for other clients with XCLIENT. */
    public static final Setting<Networks> XCLIENT_NETWORKS = LimitSettings.networks("letterwing.xclient.networks", "");

    /** How long an SMTP client must wait for the greeting. */
    public static final Setting<Duration> GREETING_DELAY =
            LimitSettings.seconds("letterwing.smtp.greeting-delay", 0, 0, 60);

    /** Whether an SMTP client's address must have a name in DNS that leads back to it. */
    public static final Setting<ClientCheck> REVERSE_DNS =
            Settings.choice("letterwing.smtp.reverse-dns", ClientCheck.OFF);

    /** Whether the name of EHLO must be in DNS. */
    public static final Setting<ClientCheck> HELO_CHECK =
            Settings.choice("letterwing.smtp.helo-check", ClientCheck.OFF);

    /** The name servers to ask; none for those of the system. */
    public static final Setting<List<InetSocketAddress>> DNS_SERVERS =
            new Setting<>("letterwing.dns.servers", "", ClientSettings::servers);

    /** How long an answer of DNS is waited for. */
    public static final Setting<Duration> DNS_TIMEOUT = LimitSettings.seconds("letterwing.dns.timeout", 5, 1, 60);

    /** The block lists in DNS, with their scores. */
    public static final Setting<Map<String, Integer>> DNSBL_ZONES =
            new Setting<>("letterwing.dnsbl.zones", "", ClientSettings::zones);

    /** The sum of scores from which a client is refused. */
    public static final Setting<Integer> DNSBL_THRESHOLD =
            Settings.number("letterwing.dnsbl.threshold", 1, 1, 10_000, "a score from 1 to 10000");

    /** How long who is new must wait before it may send; zero turns greylisting off. */
    public static final Setting<Duration> GREYLIST_DELAY =
            LimitSettings.seconds("letterwing.greylist.delay", 0, 0, DAY);

    /** How long after its first try who is new may come again. */
    public static final Setting<Duration> GREYLIST_WINDOW =
            LimitSettings.seconds("letterwing.greylist.window", DAY, 60, 30 * DAY);

    /** How long after its last mail who has come again stays known. */
    public static final Setting<Duration> GREYLIST_KEEP =
            LimitSettings.seconds("letterwing.greylist.keep", 35 * DAY, HOUR, 366 * DAY);

    private ClientSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                PROXY_NETWORKS,
                XCLIENT_NETWORKS,
                GREETING_DELAY,
                REVERSE_DNS,
                HELO_CHECK,
                DNS_SERVERS,
                DNS_TIMEOUT,
                DNSBL_ZONES,
                DNSBL_THRESHOLD,
                GREYLIST_DELAY,
                GREYLIST_WINDOW,
                GREYLIST_KEEP);
    }

    private static List<InetSocketAddress> servers(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String part : parts(text)) {
            Matcher server = SERVER.matcher(part);
            if (!server.matches()) {
                throw wrongServer(part);
            }
            String host = server.group(1) == null ? server.group(2) : server.group(1);
            int port = server.group(3) == null ? DNS_PORT : Integer.parseInt(server.group(3));
            if (!Networks.isAddress(host) || port < 1 || port > 65_535) {
                throw wrongServer(part);
            }
            servers.add(new InetSocketAddress(host, port));
        }
        return servers;
    }

    private static IllegalArgumentException wrongServer(String part) {
        return new IllegalArgumentException(
                "a list of addresses such as 192.0.2.53, 127.0.0.1:5353, [2001:db8::53]:53; '" + part + "' is none");
    }

    private static Map<String, Integer> zones(String text) {
        Map<String, Integer> zones = new LinkedHashMap<>();
        for (String part : parts(text)) {
            Matcher zone = ZONE.matcher(part);
            if (!zone.matches()) {
                throw new IllegalArgumentException(
                        "a list of zones with their scores, such as zen.example.org=2, bl.example.net; '" + part
                                + "' is none");
            }
            zones.put(zone.group(1), zone.group(2) == null ? 1 : Integer.parseInt(zone.group(2)));
        }
        return zones;
    }

    private static List<String> parts(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("[,\\s]+"));
    }
}
