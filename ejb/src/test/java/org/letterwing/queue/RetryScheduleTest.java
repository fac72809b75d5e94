package org.letterwing.queue;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({"1, 300", "2, 600", "3, 1200", "6, 9600", "7, 14400", "8, 14400", "1000, 14400"})
    void waitsDoubleUpToTheLongest(int attempts, long seconds) {
        Duration first = Duration.ofMinutes(5);
        Duration most = Duration.ofHours(4);
        assertEquals(Duration.ofSeconds(seconds), new RetrySchedule(first, most, () -> 0).after(attempts));
        assertEquals(Duration.ofSeconds(seconds * 11 / 10), new RetrySchedule(first, most, () -> 1).after(attempts));
    }
}
