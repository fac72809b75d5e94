package org.letterwing.imap;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of capabilities (RFC 9051 7.2.2): what is announced, and when. */
final class Capabilities {

    private static final List<Function<ImapSession, Stream<String>>> ALL = List.of(
            always("IMAP4rev2"),
            always("IMAP4rev1"),
            always("LITERAL+"), // RFC 7888
            always("ENABLE"), // RFC 5161
            always("ID"), // RFC 2971
            loggedIn("NAMESPACE"), // RFC 2342
            loggedIn("IDLE"), // RFC 2177
            loggedIn("UNSELECT"), // RFC 3691
            loggedIn("CHILDREN"), // RFC 3348
            loggedIn("SPECIAL-USE"), // RFC 6154
            loggedIn("CREATE-SPECIAL-USE"),
            loggedIn("LIST-EXTENDED"), // RFC 5258
            loggedIn("LIST-STATUS"), // RFC 5819
            loggedIn("STATUS=SIZE"), // RFC 8438
            loggedIn("UIDPLUS"), // RFC 4315
            loggedIn("MOVE"), // RFC 6851
            loggedIn("MULTIAPPEND"), // RFC 3502
            session -> session.isLoggedIn() // RFC 7889
                    ? Stream.of("APPENDLIMIT=" + session.config().maxMessageSize())
                    : Stream.of(),
            loggedIn("CONDSTORE"), // RFC 7162
            loggedIn("QRESYNC"),
            loggedIn("ESEARCH"), // RFC 4731
            loggedIn("SEARCHRES"), // RFC 5182
            loggedIn("WITHIN"), // RFC 5032
            loggedIn("SORT"), // RFC 5256
            loggedIn("SORT=DISPLAY"), // RFC 5957
            loggedIn("ESORT"), // RFC 5267
            loggedIn("THREAD=ORDEREDSUBJECT"),
            loggedIn("THREAD=REFERENCES"),
            loggedIn("BINARY"), // RFC 3516
            loggedIn("UTF8=ACCEPT"), // RFC 6855
            loggedIn("OBJECTID"), // RFC 8474
            loggedIn("QUOTA"), // RFC 9208
            loggedIn("QUOTA=RES-STORAGE"),
            when(session -> session.isLoggedIn() && !session.isCompressed(), "COMPRESS=DEFLATE"), // RFC 4978
            when(ImapSession::tlsOffered, "STARTTLS"),
            when(session -> !session.isLoggedIn() && !session.passwordsAllowed(), "LOGINDISABLED"),
            when(session -> !session.isLoggedIn(), "SASL-IR"), // RFC 4959
            session -> session.isLoggedIn()
                    ? Stream.of()
                    : session.mechanisms().stream().map("AUTH="::concat));

    private Capabilities() {}

    /** Returns what is announced to a session's client now, with spaces in between. */
    static String of(ImapSession session) {
        return ALL.stream().flatMap(capability -> capability.apply(session)).collect(Collectors.joining(" "));
    }

    private static Function<ImapSession, Stream<String>> always(String name) {
        return session -> Stream.of(name);
    }

    private static Function<ImapSession, Stream<String>> loggedIn(String name) {
        return when(ImapSession::isLoggedIn, name);
    }

    private static Function<ImapSession, Stream<String>> when(Predicate<ImapSession> condition, String name) {
        return session -> condition.test(session) ? Stream.of(name) : Stream.of();
    }
}
