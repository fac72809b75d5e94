package org.letterwing.smtp;

/**
 * What the parameters of MAIL say.
 *
 * @param declaredSize {@code SIZE} (RFC 1870), in octets; 0 without it
 * @param body {@code BODY} (RFC 6152, RFC 3030)
 * @param smtpUtf8 whether {@code SMTPUTF8} is there (RFC 6531)
 */
public record MailOptions(long declaredSize, Body body, boolean smtpUtf8) {

    /** No parameters. */
    public static final MailOptions NONE = new MailOptions(0, Body.SEVEN_BIT, false);

    /** What octets a mail may have. */
    public enum Body {
        /** Lines of ASCII, as is said where nothing else is. */
        SEVEN_BIT,
        /** Lines of any octets (RFC 6152). */
        EIGHT_BIT,
        /** Any octets, where CR and LF may stand alone (RFC 3030). */
        BINARY
    }
}
