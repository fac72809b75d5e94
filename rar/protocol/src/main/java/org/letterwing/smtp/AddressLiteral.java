package org.letterwing.smtp;

import java.util.regex.Pattern;

/** What may stand in the brackets of an address literal (RFC 5321 4.1.3). */
final class AddressLiteral {

    private static final String IPV6_TAG = "IPv6:";
    // Snum: three digits may begin with zeros.
    private static final String NUMBER = "(?:[0-9]{1,2}|[01][0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern GENERAL = Pattern.compile("[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+");

    private static final int GROUPS = 8;
    /** The two colons stand for two groups at least. */
    private static final int GROUPS_BESIDE_COLONS = 6;

    private AddressLiteral() {}

    static boolean isValid(String text) {
        if (text.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())) {
            return isIpv6(text.substring(IPV6_TAG.length()));
        }
        return IPV4.matcher(text).matches() || GENERAL.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        String address = text;
        if (text.indexOf('.') >= 0) {
            int tail = text.lastIndexOf(':') + 1;
            if (!IPV4.matcher(text.substring(tail)).matches()) {
                return false;
            }
            address = text.substring(0, tail) + "0:0"; // as many groups
        }
        int colons = address.indexOf("::");
        if (colons < 0) {
            return groups(address) == GROUPS;
        }
        int before = groups(address.substring(0, colons));
        int after = groups(address.substring(colons + 2));
        return before >= 0 && after >= 0 && before + after <= GROUPS_BESIDE_COLONS;
    }

    /** Returns how many groups there are; -1 if something isn't one. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (!GROUP.matcher(group).matches()) {
                return -1;
            }
        }
        return groups.length;
    }
}
