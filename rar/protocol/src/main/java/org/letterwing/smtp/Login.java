package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.LoggedIn;
import org.letterwing.sasl.SaslExchange;
import org.letterwing.sasl.SaslReaction;
import org.letterwing.sasl.SaslText;

/** How a session logs in: the exchanges that AUTH begins (RFC 4954 4). Lives on the event loop. */
final class Login {

    private static final int MOST_FAILURES = 3;
    private static final String CANCEL = "*";

    private final ServerSession session;
    private SaslExchange exchange;
    private int failures;

    Login(ServerSession session) {
        this.session = session;
    }

    /** Returns whether lines belong to an exchange, and not to commands. */
    boolean isUnderWay() {
        return exchange != null;
    }

    /**
     * Begins an exchange.
     *
     * @param initialResponse null for none
     */
    void begin(String mechanism, byte[] initialResponse) {
        Authentication authentication = session.engine().config().authentication();
        exchange = authentication.begin(mechanism, session.peer(), session.timer());
        if (exchange != null) {
            respond(initialResponse);
        } else if (authentication.needsTls(mechanism, session.peer())) {
            session.refuse(Replies.MECHANISM_NEEDS_TLS);
        } else {
            session.refuse(Replies.MECHANISM_UNKNOWN);
        }
    }

    /** Takes a line of the exchange. */
    void line(ByteBuf octets) {
        String line = octets.toString(StandardCharsets.ISO_8859_1);
        byte[] response = SaslText.decode(line);
        if (line.equals(CANCEL)) {
            end(Replies.LOGIN_CANCELLED);
        } else if (response == null) {
            end(Replies.NOT_BASE64);
        } else {
            respond(response);
        }
    }

    /** The client sent a line that is longer than any of an exchange. */
    void lineTooLong() {
        end(Replies.LOGIN_LINE_TOO_LONG);
    }

    private void respond(byte[] response) {
        session.awaitAnswer(exchange.respond(response), this::react);
    }

    private void react(SaslReaction reaction) {
        switch (reaction.kind()) {
            case CHALLENGE -> session.challenge(SaslText.encode(reaction.challenge()));
            case SUCCESS -> succeed(reaction.login());
            case WRONG_CREDENTIALS -> fail();
            case MALFORMED -> end(Replies.LOGIN_MALFORMED);
            case BANNED -> session.end(Replies.LOGIN_BANNED);
            case UNAVAILABLE -> end(Replies.LOGIN_UNAVAILABLE);
        }
    }

    private void succeed(LoggedIn login) {
        exchange = null;
        session.loggedIn(login);
        session.reply(Replies.LOGGED_IN);
    }

    private void fail() {
        if (++failures == MOST_FAILURES) {
            session.end(Replies.WRONG_CREDENTIALS);
        } else {
            end(Replies.WRONG_CREDENTIALS);
        }
    }

    private void end(Reply reply) {
        exchange = null;
        session.refuse(reply);
    }
}
