package org.letterwing.settings;

import java.util.List;

/** The settings of what SMTP asks of sessions and their mails. */
public final class SmtpSettings {

    /** What becomes of a mail that has a CR or LF alone. */
    public static final Setting<BareNewlines> BARE_NEWLINES =
            Settings.choice("letterwing.smtp.bare-newlines", BareNewlines.REFUSE);

    /** The most recipients of a mail. */
    public static final Setting<Integer> MAX_RECIPIENTS =
            Settings.number("letterwing.smtp.max-recipients", 1000, 100, 100_000, "a number from 100 to 100000");

    /** The most mails in one session; 0 for any number. */
    public static final Setting<Integer> MAX_MAILS = Settings.number(
            "letterwing.smtp.max-mails", 10_000, 0, 1_000_000, "a number up to 1000000, or 0 for no limit");

    /** The most commands in error in one session. */
    public static final Setting<Integer> MAX_ERRORS =
            Settings.number("letterwing.smtp.max-errors", 20, 1, 10_000, "a number from 1 to 10000");

    /** The most unknown recipients in one session. */
    public static final Setting<Integer> MAX_UNKNOWN_RECIPIENTS =
            Settings.number("letterwing.smtp.max-unknown-recipients", 50, 1, 100_000, "a number from 1 to 100000");

    /** The longest line of a mail, in octets. */
    public static final Setting<Integer> MAX_LINE = Settings.number(
            "letterwing.smtp.max-line", 1_048_576, 1000, Integer.MAX_VALUE, "a number of octets from 1000");

    /** The largest header of a mail, in octets. */
    public static final Setting<Integer> MAX_HEADER = Settings.number(
            "letterwing.smtp.max-header", 262_144, 16_384, 16_777_216, "a number of octets from 16384 to 16777216");

    /** The most Received lines of a mail. */
    public static final Setting<Integer> MAX_HOPS =
            Settings.number("letterwing.smtp.max-hops", 100, 100, 10_000, "a number from 100 to 10000");

    /** What the policy of managed domains asks of hosts that bring mail (MTA-STS). */
    public static final Setting<StsMode> STS = Settings.choice("letterwing.mta-sts", StsMode.TESTING);

    private SmtpSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                BARE_NEWLINES,
                MAX_RECIPIENTS,
                MAX_MAILS,
                MAX_ERRORS,
                MAX_UNKNOWN_RECIPIENTS,
                MAX_LINE,
                MAX_HEADER,
                MAX_HOPS,
                STS);
    }
}
