package org.letterwing.smtp;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.SaslText;

/** AUTH (RFC 4954): the mechanisms that a client may use now. */
final class AuthExtension implements Extension {

    // RFC 3461 4: xtext
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2}){1,500}+");

    private final Authentication authentication;

    AuthExtension(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public String ehloLine() {
        return "AUTH";
    }

    /** The mechanisms depend on TLS; after a login there are none (RFC 4954 3). */
    @Override
    public String ehloLine(ServerSession session) {
        List<String> mechanisms = session.user().isPresent() ? List.of() : authentication.mechanisms(session.peer());
        return mechanisms.isEmpty() ? null : ehloLine() + " " + String.join(" ", mechanisms);
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("AUTH", AuthExtension::take);
    }

    /** RFC 4954 4 and 5: as long as a line with an initial response may be, and room for the parameter in it. */
    @Override
    public int lineOctets() {
        return SaslText.LINE_LIMIT;
    }

    /** RFC 4954 5: who a mail is said to come from counts for nothing with a server that doesn't trust the client. */
    private static Reply take(String value, Envelope envelope) {
        return value != null && (value.equals("<>") || XTEXT.matcher(value).matches()) ? null : Replies.AUTH_SYNTAX;
    }
}
