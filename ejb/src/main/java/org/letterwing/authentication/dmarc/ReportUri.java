package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.letterwing.authentication.DnsName;

/**
 * Where reports go: an address, the kind of URI that all who report know (RFC 7489 6.3).
 *
 * @param address the address, its domain of A-labels
 * @param domain of the address
 * @param limit how many octets a report may have, after compression and before its transfer encoding;
 *     {@link Long#MAX_VALUE} for no limit
 */
public record ReportUri(String address, String domain, long limit) {

    // RFC 7489 6.2: at least two must be served
    private static final int MAX_URIS = 10;

    // RFC 7489 6.4: dmarc-uri; its address may have no comma and no exclamation mark but encoded ones
    private static final Pattern URI =
            Pattern.compile("(?i)mailto:([^!,?]{1,320})(?:\\?[^!]*)?(?:!(\\d{1,18})([kmgt]?))?");

    private static final Pattern LOCAL_PART = Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");
    private static final String UNITS = "kmgt";

    /** Reads the value of a tag such as rua: those that can be reached, ten at most. */
    public static List<ReportUri> parseList(String text) {
        return Arrays.stream(text.split(",", MAX_URIS + 1))
                .limit(MAX_URIS)
                .flatMap(uri -> parse(uri.strip()).stream())
                .toList();
    }

    private static Optional<ReportUri> parse(String text) {
        Matcher matcher = URI.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = decode(matcher.group(1));
        int at = address.lastIndexOf('@');
        if (at < 0 || !LOCAL_PART.matcher(address.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return DnsName.of(address.substring(at + 1))
                .map(domain -> new ReportUri(
                        address.substring(0, at + 1) + domain, domain, limit(matcher.group(2), matcher.group(3))));
    }

    private static long limit(String number, String unit) {
        if (number == null) {
            return Long.MAX_VALUE;
        }
        long count = Long.parseLong(number);
        int bits = unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1);
        return count > Long.MAX_VALUE >> bits ? Long.MAX_VALUE : count << bits;
    }

    /** Decodes what RFC 3986 2.1 encodes; the characters of a record are octets. */
    private static String decode(String text) {
        var octets = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            octets[length++] = (byte) (low >= 0 ? high << 4 | low : text.charAt(i));
            i += low >= 0 ? 2 : 0;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
