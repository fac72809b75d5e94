package org.letterwing.settings;

/** What is done with what the checks of a mail's sender find. */
public enum DmarcMode {
    /** The policies of the author's domain are followed. */
    APPLY,
    /** The mail says what was found, and nothing else is done. */
    MARK,
    /** Nobody looks. */
    OFF
}
