package org.letterwing.status;

import org.junit.jupiter.api.Test;

import org.letterwing.settings.Setting;
import org.letterwing.settings.Settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingViewTest {

    @Test
    void secretsAreNotShown() {
        String name = Settings.DB_PASSWORD.name();
        System.setProperty(name, "sesame");
        try {
            SettingView view = SettingView.of(Settings.DB_PASSWORD);
            assertTrue(view.secret());
            assertEquals("", view.value());
            assertEquals(Setting.Source.PROPERTY, view.source());
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void urlsAreShownWithoutTheirSecrets() {
        assertEquals(
                "jdbc:postgresql://db/mail?user=us&password=…&ssl=true",
                SettingView.shown("jdbc:postgresql://db/mail?user=us&password=sesame&ssl=true"));
        assertEquals("https://…@login.example/keys", SettingView.shown("https://us:sesame@login.example/keys"));
        assertEquals("/etc/mail/key.pem", SettingView.shown("/etc/mail/key.pem"));
    }
}
