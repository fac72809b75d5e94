package org.letterwing.settings;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The settings of the checks who sent a mail. */
class SenderSettingsTest {

    private static final String TRUSTED = SenderSettings.ARC_TRUSTED.name();

    @AfterEach
    void forget() {
        System.clearProperty(TRUSTED);
    }

    @Test
    void policiesAreFollowedAndNobodyIsTrustedByDefault() {
        assertEquals(DmarcMode.APPLY, SenderSettings.DMARC.get());
        assertEquals(Set.of(), SenderSettings.ARC_TRUSTED.get());
        assertEquals(Duration.ofSeconds(10), SenderSettings.TIMEOUT.get());
    }

    @Test
    void trustedDomainsAreComparedInLowerCase() {
        System.setProperty(TRUSTED, "Lists.Example.ORG, example.net");
        assertEquals(Set.of("lists.example.org", "example.net"), SenderSettings.ARC_TRUSTED.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "*.example.org", "example..org", "a@example.org", "m\u00fcnchen.example"})
    void whatIsNoDomainIsRefused(String text) {
        System.setProperty(TRUSTED, text);
        assertThrows(SettingException.class, SenderSettings.ARC_TRUSTED::get);
    }
}
