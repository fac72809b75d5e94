package org.letterwing.queue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.letterwing.settings.QueueSettings;
import org.letterwing.settings.SettingException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PaceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @AfterEach
    void reset() {
        System.clearProperty(QueueSettings.RATES.name());
    }

    @Test
    void noMoreGoThanAMinuteAllows() {
        Pace pace = new Pace(60, 0);
        int gone = 0;
        for (long now = 0; now < 120 * SECOND; now += SECOND / 10) {
            gone += pace.take(now) ? 1 : 0;
        }
        assertTrue(gone >= 120 && gone <= 125, () -> "a mail each second, and what had gathered");
    }

    @Test
    void aSlowPaceLetsOneGoAtATime() {
        Pace pace = new Pace(1, 0);
        assertTrue(pace.take(0));
        assertFalse(pace.take(59 * SECOND));
        assertTrue(pace.take(60 * SECOND));
    }

    @Test
    void theSettingNamesDestinations() {
        System.setProperty(QueueSettings.RATES.name(), "Slow.example=1, 192.0.2.1 = 2, *=3");
        assertEquals(1, gone("slow.example"));
        assertEquals(1, gone("192.0.2.1:587"));
        assertEquals(1, gone("other.example"));
        System.setProperty(QueueSettings.RATES.name(), "slow.example=1");
        assertEquals(100, gone("other.example"));
    }

    @Test
    void otherSettingsAreRefused() {
        for (String wrong : new String[] {"example.com", "example.com=", "=3", "example.com=-1", "a=1,,b=2"}) {
            System.setProperty(QueueSettings.RATES.name(), wrong);
            assertThrows(SettingException.class, QueueSettings.RATES::get, wrong);
        }
    }

    private static int gone(String destination) {
        Pace pace = Pace.of(destination, 0);
        int gone = 0;
        while (gone < 100 && pace.take(0)) {
            gone++;
        }
        return gone;
    }
}
