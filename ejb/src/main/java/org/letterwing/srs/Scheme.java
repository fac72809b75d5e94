package org.letterwing.srs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and reads the addresses of the Sender Rewriting Scheme on one day, as libsrs2 and postsrsd write them:
 * {@code SRS0=hash=time=domain=local-part} for an ordinary sender, and {@code SRS1=hash=first==hash=time=domain=local-part}
 * for one that {@code first} has rewritten before, so that addresses don't grow with each host on the way.
 */
final class Scheme {

    private static final Pattern FIRST = Pattern.compile("(?i)SRS0([=+-].*)", Pattern.DOTALL);
    private static final Pattern FURTHER = Pattern.compile("(?i)SRS1[=+-]([^=]*)=([^=]+)=([=+-].*)", Pattern.DOTALL);
    private static final Pattern TIMED = Pattern.compile("(?i)SRS0=([^=]*)=([A-Z2-7]{2})=([^=]+)=(.+)", Pattern.DOTALL);

    private static final int LIFETIME = 21;
    private static final int DAYS = 1 << 10;

    private final Signer signer;
    private final int today;

    /**
     * Makes the scheme of a day.
     *
     * @param day counted from any day on
     */
    Scheme(Signer signer, long day) {
        this.signer = signer;
        today = (int) (day & (DAYS - 1));
    }

    /** Returns whether a local part is one of the scheme's. */
    static boolean isRewritten(String localPart) {
        return localPart.regionMatches(true, 0, "SRS0=", 0, 5) || localPart.regionMatches(true, 0, "SRS1=", 0, 5);
    }

    /** Returns the local part that stands for a sender. */
    String rewrite(String localPart, String domain) {
        Matcher first = FIRST.matcher(localPart);
        if (first.matches()) {
            return further(domain, first.group(1));
        }
        Matcher further = FURTHER.matcher(localPart);
        if (further.matches()) {
            return further(further.group(2), further.group(3));
        }
        String time = "" + Signer.DIGITS.charAt(today >> 5) + Signer.DIGITS.charAt(today & 31);
        String words = time + "=" + domain + "=" + localPart;
        return "SRS0=" + signer.sign("SRS0=" + words) + "=" + words;
    }

    private String further(String host, String rest) {
        String words = host + "=" + rest;
        return "SRS1=" + signer.sign("SRS1=" + words) + "=" + words;
    }

    /** Returns for whom a local part of the scheme stands. */
    Reversal reverse(String localPart) {
        Matcher timed = TIMED.matcher(localPart);
        if (timed.matches()) {
            String words = timed.group(2) + "=" + timed.group(3) + "=" + timed.group(4);
            if (!signer.isSigned("SRS0=" + words, timed.group(1))) {
                return Reversal.FORGED;
            }
            return isInTime(timed.group(2)) ? Reversal.of(timed.group(4) + "@" + timed.group(3)) : Reversal.EXPIRED;
        }
        Matcher further = FURTHER.matcher(localPart);
        return further.matches()
                        && signer.isSigned("SRS1=" + further.group(2) + "=" + further.group(3), further.group(1))
                ? Reversal.of("SRS0" + further.group(3) + "@" + further.group(2))
                : Reversal.FORGED;
    }

    /** The clock of another server may be ahead. */
    private boolean isInTime(String time) {
        int day = digit(time.charAt(0)) << 5 | digit(time.charAt(1));
        int age = (today - day) & (DAYS - 1);
        return age <= LIFETIME || age == DAYS - 1;
    }

    private static int digit(char digit) {
        return Signer.DIGITS.indexOf(Character.toUpperCase(digit));
    }
}
