package org.letterwing.imap;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.UidSet;
import org.letterwing.net.Door;
import org.letterwing.net.Farewell;
import org.letterwing.net.Timeout;

/** The texts of responses with their codes (RFC 9051 7.1, RFC 5530 3): their one home. */
final class Replies {

    static final String BYE = "Bye";
    static final String GOING_DOWN = "[UNAVAILABLE] The server goes down, try again later";
    static final String DISCONNECTED = "An administrator has ended this session";
    static final String LOGIN_ENDED = "Your account has changed, log in again";
    static final String TOO_MANY_ERRORS = "Too many errors, closing the connection";
    static final String LINE_TOO_LONG =
            "[TOOBIG] A line has at most " + ImapSession.LINE_LIMIT + " octets, closing the connection";
    static final String NO_MEMORY = "[UNAVAILABLE] There is no memory for your command, try again later";
    static final String UNAVAILABLE = "[UNAVAILABLE] That can't be done now, try again later";
    static final String MAILBOX_GONE = "The selected mailbox is gone, closing the connection";
    static final String CUT_OFF = "[UNAVAILABLE] A message can't be read to its end, closing the connection";

    static final String UNKNOWN_COMMAND = "Unknown command";
    static final String BARE_LINE_BREAK = "A line ends with CR LF, and holds no other CR or LF";
    static final String LOG_IN_FIRST = "Log in first";
    static final String LOGGED_IN_ALREADY = "You are logged in already";
    static final String SELECT_FIRST = "Select a mailbox first";
    static final String TAG_TOO_LONG = "A tag has at most " + ImapSession.TAG_LIMIT + " characters";
    static final String NO_MAILBOX_NAME = "That is no name of a mailbox";
    static final String COMMAND_TOO_LARGE = "[TOOBIG] The command is too large";
    static final String LITERAL_TOO_LARGE = "[TOOBIG] The literal is too large, closing the connection";

    static final String NO_SUCH_NUMBER = "There is no message of such a number";
    static final String READ_ONLY = "[READ-ONLY] The mailbox is selected for reading";
    static final String SOME_GONE = "[EXPUNGEISSUED] Some of the messages are gone";
    static final String UNKNOWN_ENCODING = "[UNKNOWN-CTE] A part has a transfer encoding that can't be undone";
    static final String BAD_CHARSET = "[BADCHARSET (UTF-8 US-ASCII ISO-8859-1)] This charset is not known";

    static final String EMPTY_MESSAGE = "A message must not be empty, nothing was added";
    static final String MESSAGE_TOO_LARGE = "[TOOBIG] The message is too large";
    static final String TOO_MANY_MESSAGES =
            "[LIMIT] At most " + Appending.MOST_MESSAGES + " messages can be added at once";
    static final String EXPECTED_DONE = "Expected DONE";
    static final String NO_SUCH_MAILBOX = "There is no such mailbox";
    static final String NO_QUOTA_ROOT = "[NONEXISTENT] There is no such quota root";
    static final String NOT_PERMITTED = "[NOPERM] Quotas are set by the administrator";
    static final String USE_UNKNOWN = "[USEATTR] A mailbox can't be for that use";
    static final String COMPRESSED_ALREADY = "[COMPRESSIONACTIVE] The connection is compressed already";
    static final String WAIT_FOR_COMPRESSION = "Wait for the answer to COMPRESS before you send more";
    static final String NO_COMPRESSION = "[LIMIT] Too many sessions compress already";
    static final String PARAMETER_UNKNOWN = "Unknown parameter, or one that is not enabled";

    static final String IDLING = "Idling, until you say DONE";
    static final String GO_AHEAD = "Go ahead";
    static final String BEGIN_TLS = "Begin TLS";
    static final String TLS_ALREADY = "The connection is under TLS already";
    static final String NO_TLS = "TLS is not offered here";

    // RFC 5530 3
    static final String WRONG_CREDENTIALS = "[AUTHENTICATIONFAILED] User or password is wrong";
    static final String PRIVACY_REQUIRED =
            "[PRIVACYREQUIRED] No password is taken over a connection without encryption";
    static final String LOGIN_FAILED = "[UNAVAILABLE] You can't log in now, try again later";
    static final String LOGIN_BANNED = "[UNAVAILABLE] Too many logins from your address have failed, try again later";
    static final String TOO_MANY_SESSIONS = "[LIMIT] Too many sessions of this account";
    static final String MECHANISM_UNKNOWN = "[CANNOT] This mechanism is not offered";
    static final String NOT_BASE64 = "The response is not base64";
    static final String LOGIN_MALFORMED = "The response is not what the mechanism allows";
    static final String LOGIN_CANCELLED = "Cancelled";

    static final String PERMANENT_FLAGS = "Flags that can be kept";
    static final String UIDS_VALID = "UIDs are valid";
    static final String UID_NEXT = "Predicted next UID";
    static final String FIRST_UNSEEN = "First unseen message";
    static final String HIGHEST_MODSEQ = "Highest modification sequence";
    static final String MAILBOX_ID = "The mailbox's identifier";
    static final String CLOSED = "[CLOSED] The mailbox before is closed";

    private Replies() {}

    static String goodbye(Farewell why) {
        return switch (why) {
            case GOING_DOWN -> GOING_DOWN;
            case DISCONNECTED -> DISCONNECTED;
            case LOGIN_ENDED -> LOGIN_ENDED;
        };
    }

    static String greeting(String capabilities, String hostname) {
        return "[CAPABILITY " + capabilities + "] " + hostname + " Letterwing IMAP server ready";
    }

    static String loggedIn(String capabilities) {
        return "[CAPABILITY " + capabilities + "] Logged in";
    }

    static String completed(String command) {
        return command + " completed";
    }

    /** Says which messages were left alone, for they have changed meanwhile (RFC 7162 3.1.3). */
    static String modified(String command, UidSet left) {
        return "[MODIFIED " + left + "] Some messages have changed, " + completed(command);
    }

    // RFC 4315 3
    static String copied(long uidValidity, String sources, String copies) {
        return "[COPYUID " + uidValidity + " " + sources + " " + copies + "] ";
    }

    static String selected(boolean readOnly) {
        return readOnly ? "[READ-ONLY] Selected for reading" : "[READ-WRITE] Selected";
    }

    static String refused(String reason) {
        return "[UNAVAILABLE] " + reason;
    }

    static String turnedAway(Door.Turndown turndown) {
        return switch (turndown) {
            case TOO_MANY -> "[UNAVAILABLE] Too many connections, try again later";
            case TOO_MANY_OF_ADDRESS -> "[LIMIT] Too many connections from your address";
            case BANNED -> "[UNAVAILABLE] Your address is banned for now, try again later";
            case DENIED -> "[NOPERM] Your network has no access to this server";
        };
    }

    static String timedOut(Timeout timeout) {
        return switch (timeout) {
            case IDLE -> "Autologout, you were silent for too long";
            case TOO_SLOW -> "Your command comes too slowly";
            case TOO_LONG, NOT_READING -> "The session lasted too long";
        };
    }

    /** Says why an operation on a mailbox was refused. */
    static String refused(MailboxException refusal) {
        String code = switch (refusal.reason()) {
            case EXPUNGED -> "EXPUNGEISSUED"; // RFC 5530 3
            default -> refusal.reason().name();
        };
        return "[" + code + "] " + refusal.getMessage().replaceAll("[^ -~]", "?");
    }
}
