package org.letterwing.imap;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
