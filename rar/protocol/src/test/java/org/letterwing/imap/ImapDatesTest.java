package org.letterwing.imap;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Dates of IMAP (RFC 9051 9). */
class ImapDatesTest {

    @Test
    void daysAndTimesAreReadInAnyCase() throws SyntaxException {
        assertEquals(LocalDate.of(1994, 2, 1), ImapDates.date("1-feb-1994"));
        assertEquals(LocalDate.of(1994, 2, 1), ImapDates.date("01-Feb-1994"));
        assertEquals(Instant.parse("1994-02-02T05:52:25Z"), ImapDates.dateTime(" 1-Feb-1994 21:52:25 -0800"));
        assertEquals(" 1-Feb-1994 21:52:25 +0000", ImapDates.dateTime(Instant.parse("1994-02-01T21:52:25Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"30-Feb-1994", "1-Feb-94", "1-Feb-+999999999", "1-Feb--1994", "1-Feb-12345", "1-Xxx-1994", ""})
    void whatNoCalendarHasIsNone(String day) {
        assertThrows(SyntaxException.class, () -> ImapDates.date(day));
        assertThrows(SyntaxException.class, () -> ImapDates.dateTime(" " + day + " 21:52:25 +0000"));
    }

    @ParameterizedTest
    @CsvSource({
        "1994-02-01T21:52:25Z, ' 1-Feb-1994 21:52:25 +0000'",
        "2026-12-31T23:59:59.999Z, 31-Dec-2026 23:59:59 +0000",
        "0001-10-10T01:02:03Z, 10-Oct-0001 01:02:03 +0000",
        "9999-06-09T10:20:30Z, ' 9-Jun-9999 10:20:30 +0000'"
    })
    void aTimeIsWrittenAsItIsRead(Instant time, String text) throws SyntaxException {
        assertEquals(text, ImapDates.dateTime(time));
        assertEquals(time.getEpochSecond(), ImapDates.dateTime(text).getEpochSecond());
    }

    @Test
    void aYearThatAZoneMovesBeyondTheCalendarHasFourDigitsStill() throws SyntaxException {
        Instant late = ImapDates.dateTime("31-Dec-9999 23:00:00 -0800");
        assertEquals(" 1-Jan-9999 07:00:00 +0000", ImapDates.dateTime(late));
    }
}
