package org.letterwing.pop3;

import org.letterwing.net.Door;

/** The status lines that the engine sends (RFC 1939 3): the one home of their texts. */
final class Replies {

    static final String OK = "+OK";
    static final String NAME_TAKEN = "+OK Now the password";
    static final String BYE = "+OK Bye";
    static final String CAPABILITIES = "+OK Capabilities follow";
    static final String BEGIN_TLS = "+OK Begin TLS";
    static final String UNIQUE_IDS = "+OK Unique-ids follow";

    static final String MECHANISMS = "+OK Mechanisms follow";
    static final String UTF8 = "+OK UTF-8 it is";
    static final String LANGUAGES = "+OK Languages follow";
    static final String LANGUAGE_CHOSEN = "+OK en The texts are in English";
    static final String NO_SUCH_LANGUAGE = "-ERR This language is not known";

    static final String UNKNOWN_COMMAND = "-ERR Unknown command";
    static final String LINE_TOO_LONG = "-ERR A command line has at most " + Pop3Session.LINE_LIMIT + " octets";
    static final String BARE_LINE_BREAK = "-ERR A command line ends with CR LF, and holds no other CR or LF";
    static final String LOG_IN_FIRST = "-ERR Log in first";
    static final String LOGGED_IN_ALREADY = "-ERR You are logged in already";
    static final String NAME_FIRST = "-ERR Give the name first, with USER";
    static final String NO_SUCH_MESSAGE = "-ERR No such message";
    static final String TLS_ALREADY = "-ERR The connection is under TLS already";
    static final String NO_TLS = "-ERR TLS is not offered here";
    static final String TOO_MANY_ERRORS = "-ERR Too many errors, closing the connection";

    // RFC 3206 4 and 5
    static final String WRONG_CREDENTIALS = "-ERR [AUTH] User or password is wrong";
    static final String PASSWORD_IN_CLEAR = "-ERR [SYS/PERM] No password is taken over a connection without encryption";
    static final String LOGIN_FAILED = "-ERR [SYS/TEMP] The mailbox can't be opened now, try again later";
    static final String UNREADABLE = "-ERR [SYS/TEMP] The message can't be read now, try again later";
    static final String NO_MEMORY = "-ERR [SYS/TEMP] There is no memory for your command, try again later";
    static final String NOT_REMOVED = "-ERR [SYS/TEMP] Some deleted messages not removed";

    static final String LOGIN_BANNED = "-ERR [SYS/TEMP] Too many logins from your address have failed, try again later";

    // RFC 2449 8.1.1
    static final String TOO_EARLY = "-ERR [LOGIN-DELAY] You have logged in a moment ago, try again later";

    // RFC 5034 4
    static final String MECHANISM_UNKNOWN = "-ERR This mechanism is not offered";
    static final String NOT_BASE64 = "-ERR The response is not base64";
    static final String LOGIN_MALFORMED = "-ERR The response is not what the mechanism allows";
    static final String LOGIN_CANCELLED = "-ERR Cancelled";
    static final String LOGIN_LINE_TOO_LONG = "-ERR A line of the exchange is too long";

    // RFC 2449 8.1.2
    static final String IN_USE = "-ERR [IN-USE] Another session is using this mailbox, try again later";

    private Replies() {}

    // Without the "<…>" of a time stamp, which would announce APOP (RFC 1939 7).
    static String greeting(String hostname) {
        return "+OK " + hostname + " Letterwing POP3 server ready";
    }

    static String refused(String reason) {
        return "-ERR [SYS/TEMP] " + reason;
    }

    // RFC 3206 4
    static String turnedAway(Door.Turndown turndown) {
        return switch (turndown) {
            case TOO_MANY -> "-ERR [SYS/TEMP] Too many connections, try again later";
            case TOO_MANY_OF_ADDRESS -> "-ERR [SYS/TEMP] Too many connections from your address";
            case BANNED -> "-ERR [SYS/TEMP] Your address is banned for now, try again later";
            case DENIED -> "-ERR [SYS/PERM] Your network has no access to this server";
        };
    }

    static String challenge(String base64) {
        return "+ " + base64;
    }

    static String syntax(String usage) {
        return "-ERR Write it as: " + usage;
    }

    static String maildrop(Messages messages) {
        return "+OK " + messages.count() + " messages (" + messages.octets() + " octets)";
    }

    static String status(Messages messages) {
        return "+OK " + messages.count() + " " + messages.octets();
    }

    static String octets(long octets) {
        return "+OK " + octets + " octets";
    }

    static String deleted(long number) {
        return "+OK Message " + number + " deleted";
    }

    /** A line of a listing that is the whole answer (RFC 1939 5, LIST and UIDL with an argument). */
    static String listed(String line) {
        return "+OK " + line;
    }
}
