package org.letterwing.console;

import org.letterwing.authentication.keys.DnsRecord;

/** A record as a zone file has it. */
final class ZoneLine {

    /** The octets of one string of a text (RFC 1035 3.3). */
    private static final int STRING = 255;

    private ZoneLine() {}

    /** Names get the dot at their end without which a zone file would take them for parts of the zone. */
    static String of(DnsRecord dns) {
        String value = dns.type().equals("TXT") ? strings(dns.value()) : dns.value() + '.';
        return dns.name() + ". IN " + dns.type() + ' ' + value;
    }

    private static String strings(String text) {
        StringBuilder strings = new StringBuilder();
        for (int start = 0; start < text.length(); start += STRING) {
            String part = text.substring(start, Math.min(text.length(), start + STRING));
            strings.append(start == 0 ? "\"" : " \"")
                    .append(part.replace("\\", "\\\\").replace("\"", "\\\"")) // RFC 1035 5.1
                    .append('"');
        }
        return strings.toString();
    }
}
