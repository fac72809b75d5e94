package org.letterwing.status;

import java.util.regex.Pattern;

import org.letterwing.settings.Setting;

/**
 * A setting as administrators see it. It shows no secrets.
 *
 * @param name the property's name
 * @param environmentName that of the environment variable
 * @param defaultText the default as it would be written; empty if there is none, or the machine decides
 * @param value as it is written; empty for nothing, and for secrets
 * @param source where it comes from
 * @param secret whether it is never shown
 */
public record SettingView(
        String name, String environmentName, String defaultText, String value, Setting.Source source, boolean secret) {

    private static final String HIDDEN = "…";

    /** What URLs may have that is nobody's business: a user's password before the host, and parameters. */
    private static final Pattern URL_SECRET =
            Pattern.compile("(?<=//)[^/?#@]*(?=@)|(?<=(?i:password|secret|token|key)=)[^&;]*");

    static SettingView of(Setting<?> setting) {
        return new SettingView(
                setting.name(),
                setting.environmentName(),
                setting.defaultText(),
                setting.isSecret() ? "" : shown(setting.text()),
                setting.source(),
                setting.isSecret());
    }

    static String shown(String value) {
        return URL_SECRET.matcher(value).replaceAll(HIDDEN);
    }
}
