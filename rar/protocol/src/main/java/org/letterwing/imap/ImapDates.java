package org.letterwing.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates as IMAP writes them (RFC 9051 9, date and date-time). */
final class ImapDates {

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-")
            .appendValue(ChronoField.YEAR, 4) // with a sign it might have nine digits, which no calendar takes
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .padNext(2)
            .appendValue(ChronoField.DAY_OF_MONTH)
            .appendPattern("-MMM-")
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern(" HH:mm:ss xx")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ImapDates() {}

    /** Reads a day, such as {@code 1-Feb-1994}. */
    static LocalDate date(String text) throws SyntaxException {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException e) {
            throw new SyntaxException("A date is not one");
        }
    }

    /** Reads a time, such as {@code " 1-Feb-1994 21:52:25 -0800"} without the quotes. */
    static Instant dateTime(String text) throws SyntaxException {
        try {
            return OffsetDateTime.parse(text, DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            throw new SyntaxException("A date with its time is not one");
        }
    }

    /**
     * Writes a time without quotes; in UTC, for the zone that it once had is not kept. Each message of a list has one: a
     * formatter would take a quarter of the time that its response takes.
     */
    static String dateTime(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        var text = new StringBuilder(26);
        int day = utc.getDayOfMonth();
        text.append(day < 10 ? " " : "").append(day).append('-');
        text.append(MONTHS, 3 * utc.getMonthValue() - 3, 3 * utc.getMonthValue())
                .append('-');
        int year = Math.max(0, Math.min(utc.getYear(), 9999)); // its zone can have moved it beyond
        twoDigits(text, year / 100);
        twoDigits(text, year % 100);
        twoDigits(text.append(' '), utc.getHour());
        twoDigits(text.append(':'), utc.getMinute());
        twoDigits(text.append(':'), utc.getSecond());
        return text.append(" +0000").toString();
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
