package org.letterwing.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a message was sent, as its {@code Date} says (RFC 5322 3.3), its obsolete and its broken forms too.
 *
 * @param day in the time zone of the sender
 * @param instant midnight if the time is invalid, in UTC if the zone is (RFC 5256 2.2)
 */
record SentDate(LocalDate day, Instant instant) {

    private static final int LONGEST = 200;

    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,8}";

    private static final Pattern DAY =
            Pattern.compile("\\b(\\d{1,2})[ -]{1,9}" + MONTH + "[ ,-]{1,9}(\\d{2,4})\\b", Pattern.CASE_INSENSITIVE);

    /** As C's asctime writes it. */
    private static final Pattern DAY_OF_C =
            Pattern.compile("\\b" + MONTH + " {1,9}(\\d{1,2})\\b.{1,40}?\\b(\\d{4})\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TIME = Pattern.compile(
            "\\b(\\d{1,2}) ?: ?(\\d{1,2})(?: ?: ?(\\d{1,2}))?(?: {0,9}([+-]\\d{4}|[a-z]{1,5})\\b)?",
            Pattern.CASE_INSENSITIVE);

    /** RFC 5322 4.3. All others are unknown. */
    private static final Map<String, Integer> ZONES =
            Map.of("EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8);

    /** Reads a date; empty if there is none, or no day in it. */
    static Optional<SentDate> of(String field) {
        if (field == null) {
            return Optional.empty();
        }
        String text = field.substring(0, Math.min(field.length(), LONGEST))
                .replaceAll("\\([^()]*\\)", " ")
                .replaceAll("\\s+", " ");
        try {
            return day(text).map(day -> new SentDate(day, instant(day, text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        Matcher found = DAY.matcher(text);
        if (found.find()) {
            return Optional.of(day(found.group(3), found.group(2), found.group(1)));
        }
        found = DAY_OF_C.matcher(text);
        return found.find() ? Optional.of(day(found.group(3), found.group(1), found.group(2))) : Optional.empty();
    }

    private static LocalDate day(String year, String month, String day) {
        int number = Integer.parseInt(year);
        if (year.length() < 4) { // RFC 5322 4.3
            number += year.length() == 2 && number < 50 ? 2000 : 1900;
        }
        return LocalDate.of(number, MONTHS.indexOf(month.toUpperCase(Locale.ROOT)) / 3 + 1, Integer.parseInt(day));
    }

    private static Instant instant(LocalDate day, String text) {
        Matcher found = TIME.matcher(text);
        LocalTime time = LocalTime.MIDNIGHT;
        ZoneOffset zone = ZoneOffset.UTC;
        if (found.find()) {
            try {
                int second = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
                time = LocalTime.of(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Math.min(second, 59)); // a leap second
                zone = zone(found.group(4));
            } catch (DateTimeException e) {
                // midnight
            }
        }
        return day.atTime(time).toInstant(zone);
    }

    private static ZoneOffset zone(String text) {
        if (text == null) {
            return ZoneOffset.UTC;
        }
        if (text.charAt(0) != '+' && text.charAt(0) != '-') {
            return ZoneOffset.ofHours(ZONES.getOrDefault(text.toUpperCase(Locale.ROOT), 0));
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        int minutes = 60 * Integer.parseInt(text.substring(1, 3)) + Integer.parseInt(text.substring(3));
        return ZoneOffset.ofTotalSeconds(sign * 60 * Math.min(minutes, 18 * 60));
    }
}
