package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.List;

import org.letterwing.net.Door;
import org.letterwing.net.Farewell;
import org.letterwing.net.Timeout;

/** The replies that the engine gives by itself: the one home of their codes and texts. */
public final class Replies {

    /** RFC 5321 4.2.3: something failed behind the engine. */
    public static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing, try again later");

    static final Reply RESET = Reply.of(250, "2.0.0", "Reset");
    static final Reply NOTHING_DONE = Reply.of(250, "2.0.0", "OK");
    static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender OK");
    static final Reply BEGIN_TLS = Reply.of(220, "2.0.0", "Begin TLS");
    static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
    static final Reply NOT_VERIFIED =
            Reply.of(252, "2.1.5", "Addresses are not verified here, send the mail and it will be tried");
    // RFC 2034 4 knows no class 3, so no enhanced code.
    static final Reply SEND_DATA = Reply.of(354, null, "Send the mail, end it with <CR><LF>.<CR><LF>");

    // RFC 4954 4 and 6
    static final Reply LOGGED_IN = Reply.of(235, "2.7.0", "You are logged in");
    static final Reply LOGIN_UNAVAILABLE = Reply.of(454, "4.7.0", "Logins can't be checked now, try again later");
    static final Reply LOGIN_LINE_TOO_LONG = Reply.of(500, "5.5.6", "A line of the exchange is too long");
    static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "The response is not base64");
    static final Reply LOGIN_MALFORMED = Reply.of(501, "5.5.2", "The response is not what the mechanism allows");
    static final Reply LOGIN_CANCELLED = Reply.of(501, "5.7.0", "Cancelled");
    static final Reply AUTH_SYNTAX = Reply.of(501, "5.5.4", "AUTH needs an address as xtext, or <>");
    static final Reply LOGGED_IN_ALREADY = Reply.of(503, "5.5.1", "You are logged in already");
    static final Reply LOGIN_IN_TRANSACTION = Reply.of(503, "5.5.1", "No login during a mail transaction");
    static final Reply MECHANISM_UNKNOWN = Reply.of(504, "5.5.4", "This mechanism is not offered");
    static final Reply LOGIN_FIRST = Reply.of(530, "5.7.0", "Authentication required"); // RFC 6409 4.3
    static final Reply WRONG_CREDENTIALS = Reply.of(535, "5.7.8", "User or password is wrong");
    static final Reply MECHANISM_NEEDS_TLS = Reply.of(538, "5.7.11", "This mechanism is not offered without TLS");
    static final Reply LOGIN_BANNED =
            Reply.of(421, "4.7.0", "Too many logins from your address have failed, try again later");

    static final Reply GOING_DOWN = Reply.of(421, "4.3.2", "The server is going down, try again later");
    static final Reply DISCONNECTED =
            Reply.of(421, "4.3.2", "An administrator has ended this session, try again later");
    static final Reply LOGIN_ENDED = Reply.of(421, "4.7.0", "Your account has changed, log in again");
    static final Reply IDLE = Reply.of(421, "4.4.2", "You were silent for too long");
    static final Reply TOO_SLOW = Reply.of(421, "4.4.2", "You send too slowly");
    static final Reply TOO_LONG = Reply.of(421, "4.4.2", "The session has lasted too long");
    static final Reply TOO_MANY_CONNECTIONS = Reply.of(421, "4.7.0", "Too many connections, try again later");
    static final Reply TOO_MANY_OF_ADDRESS = Reply.of(421, "4.7.0", "Too many connections from your address");
    static final Reply BANNED = Reply.of(421, "4.7.0", "Your address is banned for now, try again later");
    // RFC 5321 3.1: a server that takes no mail from this client.
    static final Reply DENIED = Reply.of(554, "5.7.1", "Your network has no access to this server");
    static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors");
    static final Reply TOO_MANY_UNKNOWN =
            Reply.of(421, "4.7.0", "Too many unknown recipients, send to the others in another session");
    // RFC 9422 3.1
    static final Reply TOO_MANY_MAILS =
            Reply.of(421, "4.7.0", "Too many mails in one session, send the others in another");

    static final Reply NO_MEMORY = Reply.of(421, "4.3.1", "There is no memory for your command, try again later");
    static final Reply TOO_MUCH_AT_ONCE =
            Reply.of(452, "4.3.1", "Too much mail arrives at once, there is no memory for yours; try again later");
    static final Reply TOO_MANY_MAILS_IN_TIME = Reply.of(450, "4.7.1", "You send too many mails, try again later");
    static final Reply TOO_MANY_RECIPIENTS_IN_TIME =
            Reply.of(450, "4.7.1", "You send to too many recipients, try again later");
    static final Reply NO_SPACE = Reply.of(452, "4.3.1", "The mail can't be stored now, try again later");
    static final Reply TOO_MANY_RECIPIENTS =
            Reply.of(452, "4.5.3", "Too many recipients, send the mail to the others by itself");

    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.2", "Command not recognized");
    static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    static final Reply NOT_UTF8 = Reply.of(500, "5.5.2", "The command is not valid UTF-8");
    static final Reply BARE_LINE_END =
            Reply.of(500, "5.5.2", "CR or LF alone in a command: lines end with CR LF together");
    static final Reply NO_ARGUMENT_ALLOWED = Reply.of(501, "5.5.4", "This command has no argument");
    static final Reply BAD_CLIENT_NAME =
            Reply.of(501, "5.5.2", "Give your domain name or your address in brackets with this command");
    static final Reply ARGUMENT_NEEDED = Reply.of(501, "5.5.4", "This command needs an argument");
    static final Reply MAIL_SYNTAX = Reply.of(501, "5.5.2", "Syntax: MAIL FROM:<address> [parameters]");
    static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.2", "Syntax: RCPT TO:<address> [parameters]");
    static final Reply BAD_SENDER = Reply.of(501, "5.1.7", "Bad syntax of the sender's address");
    static final Reply BAD_RECIPIENT = Reply.of(501, "5.1.3", "Bad syntax of the recipient's address");
    static final Reply PARAMETER_SYNTAX = Reply.of(501, "5.5.4", "Bad syntax of the parameters");
    static final Reply PARAMETER_TWICE = Reply.of(501, "5.5.4", "A parameter is given twice");
    static final Reply SIZE_SYNTAX = Reply.of(501, "5.5.4", "SIZE needs a number of octets");
    static final Reply BODY_UNKNOWN = Reply.of(501, "5.5.4", "BODY is 7BIT, 8BITMIME or BINARYMIME");
    static final Reply BDAT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: BDAT octets [LAST]");
    static final Reply RET_SYNTAX = Reply.of(501, "5.5.4", "RET is FULL or HDRS");
    static final Reply ENVID_SYNTAX = Reply.of(501, "5.5.4", "ENVID needs up to 100 characters of xtext");
    static final Reply NOTIFY_SYNTAX =
            Reply.of(501, "5.5.4", "NOTIFY is NEVER, or some of SUCCESS, FAILURE and DELAY with commas between them");
    static final Reply ORCPT_SYNTAX =
            Reply.of(501, "5.5.4", "ORCPT needs a type, a semicolon and an address as xtext, up to 500 characters");
    static final Reply REQUIRETLS_HAS_NO_VALUE = Reply.of(501, "5.5.4", "REQUIRETLS has no value");
    static final Reply HOLD_SYNTAX =
            Reply.of(501, "5.5.4", "HOLDFOR needs a number of seconds, HOLDUNTIL a time as in RFC 3339");
    static final Reply HOLD_TWICE = Reply.of(501, "5.5.4", "Give HOLDFOR or HOLDUNTIL, not both");
    static final Reply HOLD_TOO_LONG = Reply.of(501, "5.5.4", "A mail is not held for so long, see EHLO");
    static final Reply HELD_TOO_LONG = Reply.of(501, "5.5.4", "BY ends before the mail may be delivered");
    static final Reply BY_SYNTAX =
            Reply.of(501, "5.5.4", "BY needs seconds, a semicolon, and N or R; with R more than 0 seconds");
    static final Reply PRIORITY_SYNTAX = Reply.of(501, "5.5.4", "MT-PRIORITY is a number from -9 to 9");
    static final Reply SMTPUTF8_HAS_NO_VALUE = Reply.of(501, "5.5.4", "SMTPUTF8 has no value");

    static final Reply NO_TLS = Reply.of(502, "5.5.1", "TLS is not offered here");
    static final Reply TLS_ALREADY = Reply.of(503, "5.5.1", "The connection is under TLS already");
    static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
    static final Reply XCLIENT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: XCLIENT attribute=value ...");

    static final Reply XCLIENT_DENIED = Reply.of(550, "5.7.0", "You may not speak for other clients");
    // RFC 5321 4.3.1: the client must wait for the greeting.
    static final Reply EARLY_TALKER = Reply.of(554, "5.5.1", "You talked before the greeting");
    static final Reply EHLO_FIRST = Reply.of(503, "5.5.1", "Send EHLO first");
    static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Send MAIL first");
    static final Reply MAIL_TWICE = Reply.of(503, "5.5.1", "A mail transaction is under way already");
    // RFC 3030 2
    static final Reply CHUNKS_BEGAN = Reply.of(503, "5.5.1", "The mail comes with BDAT, go on so or send RSET");
    // RFC 3030 3
    static final Reply BINARY_NEEDS_BDAT = Reply.of(503, "5.5.1", "A mail with BODY=BINARYMIME needs BDAT");
    // RFC 3207 4
    static final Reply TLS_FIRST = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    static final Reply BARE_CR_OR_LF = Reply.of(
            550, "5.6.0", "The mail has a CR or LF alone: lines must end with CR LF together (RFC 5321 2.3.8)");
    static final Reply AUTHORS_UNREADABLE =
            Reply.of(550, "5.6.0", "The field From or Sender is no list of addresses, so nobody can check it");
    static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "The mail is larger than this server takes");
    static final Reply HEADER_TOO_LARGE = Reply.of(552, "5.3.4", "The mail's header is larger than this server takes");
    // RFC 6531 3.2 with the code of its IANA registration.
    static final Reply ADDRESS_NEEDS_SMTPUTF8 = Reply.of(553, "5.6.7", "This address needs SMTPUTF8 with MAIL");
    static final Reply NO_RECIPIENTS = Reply.of(554, "5.5.1", "No valid recipients");
    static final Reply LOOP = Reply.of(554, "5.4.6", "Too many Received lines: the mail goes round in a loop");
    static final Reply PARAMETER_UNKNOWN = Reply.of(555, "5.5.4", "A parameter is not recognized");

    private Replies() {}

    static Reply greeting(String hostname) {
        return Reply.of(220, null, hostname + " ESMTP Letterwing");
    }

    static Reply turnedAway(Door.Turndown turndown) {
        return switch (turndown) {
            case TOO_MANY -> TOO_MANY_CONNECTIONS;
            case TOO_MANY_OF_ADDRESS -> TOO_MANY_OF_ADDRESS;
            case BANNED -> BANNED;
            case DENIED -> DENIED;
        };
    }

    static Reply goodbye(Farewell why) {
        return switch (why) {
            case GOING_DOWN -> GOING_DOWN;
            case DISCONNECTED -> DISCONNECTED;
            case LOGIN_ENDED -> LOGIN_ENDED;
        };
    }

    static Reply timedOut(Timeout timeout) {
        return switch (timeout) {
            case IDLE, NOT_READING -> IDLE;
            case TOO_SLOW -> TOO_SLOW;
            case TOO_LONG -> TOO_LONG;
        };
    }

    static Reply hello(String hostname) {
        return Reply.of(250, null, hostname);
    }

    static Reply extendedHello(String hostname, List<String> keywords) {
        var lines = new ArrayList<String>();
        lines.add(hostname);
        lines.addAll(keywords);
        return new Reply(250, null, lines);
    }

    // RFC 3030 2
    static Reply chunkTaken(long octets) {
        return Reply.of(250, "2.0.0", octets + " octets taken");
    }

    // RFC 5321 4.5.3.1.9
    static Reply textLineTooLong(int limit) {
        return Reply.of(552, "5.6.0", "The mail has a line of more than " + limit + " octets");
    }

    static Reply help(Iterable<String> verbs) {
        return Reply.of(214, "2.0.0", "Commands: " + String.join(" ", verbs));
    }
}
