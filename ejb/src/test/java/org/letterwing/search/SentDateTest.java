package org.letterwing.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SentDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 21 Nov 1997 23:55:06 -0600 | 1997-11-21 | 1997-11-22T05:55:06Z",
                "1 Jan 2024 00:00 +0100 | 2024-01-01 | 2023-12-31T23:00:00Z",
                "Thu, 13 Feb 69 23:32 -0330 (Newfoundland Time) | 1969-02-13 | 1969-02-14T03:02:00Z",
                "21 Nov 97 09:55:06 GMT | 1997-11-21 | 1997-11-21T09:55:06Z",
                "Mon, 6 January 2020 10:00:00 EST | 2020-01-06 | 2020-01-06T15:00:00Z",
                "Mon, 06-Jan-2020 10:00:00 +0000 | 2020-01-06 | 2020-01-06T10:00:00Z",
                "Mon Jan  6 10:00:00 2020 | 2020-01-06 | 2020-01-06T10:00:00Z",
                "6 Jan 2020 | 2020-01-06 | 2020-01-06T00:00:00Z",
                "6 Jan 2020 29:00:00 +0500 | 2020-01-06 | 2020-01-06T00:00:00Z",
                "6 Jan 2020 10:00:60 +9999 | 2020-01-06 | 2020-01-05T16:00:59Z",
                "6 Jan 2020 10:00 XYZ | 2020-01-06 | 2020-01-06T10:00:00Z",
                "6 Jan 120 10:00 | 2020-01-06 | 2020-01-06T10:00:00Z",
            })
    void datesAreReadHoweverTheyAreWritten(String field, String day, String instant) {
        SentDate date = SentDate.of(field).orElseThrow();
        assertEquals(day, date.day().toString());
        assertEquals(instant, date.instant().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "31 Feb 2020 10:00:00 +0000", "1 Foo 2020", "99999999999 Jan 2020"})
    void whatIsNoDayIsNoDate(String field) {
        assertTrue(SentDate.of(field).isEmpty());
    }
}
