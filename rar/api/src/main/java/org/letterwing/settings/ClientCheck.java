package org.letterwing.settings;

/** What is done about a client whose names in DNS are not right. */
public enum ClientCheck {
    /** Nobody looks. */
    OFF,
    /** The Received line says what was found. */
    MARK,
    /** Its mail is refused. */
    REQUIRE
}
