package org.letterwing.settings;

/** A setting has a value that it can't have; the message is one line that says what to change. */
public class SettingException extends IllegalStateException {

    SettingException(String name, String text, String rule) {
        super(name + " is '" + text + "', but must be " + rule);
    }

    /** Says with a line of its own what to change. */
    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
