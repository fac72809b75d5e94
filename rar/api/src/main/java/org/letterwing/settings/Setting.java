package org.letterwing.settings;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting: a property {@code letterwing.<area>.<name>} that can also be given as an environment variable.
 *
 * <p>Immutable and thread-safe. A value is read anew each time.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

    /** Where a value comes from. */
    public enum Source {
        /** A system property. */
        PROPERTY,
        /** An environment variable. */
        ENVIRONMENT,
        /** Nobody has given one. */
        DEFAULT
    }

    private final String name;
    private final String defaultText;
    private final Function<String, T> parser;

    Setting(String name, String defaultText, Function<String, T> parser) {
        this.name = name;
        this.defaultText = defaultText;
        this.parser = parser;
    }

    /** Returns the property's name. */
    public String name() {
        return name;
    }

    /** Returns the name of the environment variable: {@code letterwing.smtp.port} is {@code LETTERWING_SMTP_PORT}. */
    public String environmentName() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Returns the value: the system property, else the environment variable, else the default.
     *
     * @throws SettingException if the value is not one that the setting can have
     */
    public T get() {
        String text = text();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new SettingException(name, text, e.getMessage());
        }
    }

    /** Returns the default as it would be written; empty if there is none, or the machine decides. */
    public String defaultText() {
        return defaultText;
    }

    /** Returns where the value comes from. */
    public Source source() {
        if (System.getProperty(name) != null) {
            return Source.PROPERTY;
        }
        return System.getenv(environmentName()) == null ? Source.DEFAULT : Source.ENVIRONMENT;
    }

    /** Returns whether the value is one that nobody may be shown. */
    public boolean isSecret() {
        return name.endsWith("password") || name.endsWith("secret");
    }

    /** Returns the value as it is written, secrets too. */
    public String text() {
        return switch (source()) {
            case PROPERTY -> System.getProperty(name).strip();
            case ENVIRONMENT -> System.getenv(environmentName()).strip();
            case DEFAULT -> defaultText;
        };
    }
}
