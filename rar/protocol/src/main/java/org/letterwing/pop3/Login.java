package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;

import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.SaslExchange;
import org.letterwing.sasl.SaslReaction;
import org.letterwing.sasl.SaslText;

/** How a session logs in: with USER and PASS, or by the exchanges that AUTH begins. Lives on the event loop. */
final class Login {

    static final int MOST_FAILURES = 3;

    private static final String CANCEL = "*";

    private final Pop3Session session;
    private final Authentication authentication;
    private SaslExchange exchange;
    private String name;
    private int failures;

    Login(Pop3Session session, Authentication authentication) {
        this.session = session;
        this.authentication = authentication;
    }

    /** Returns whether lines belong to an exchange, and not to commands. */
    boolean isUnderWay() {
        return exchange != null;
    }

    /** Remembers whose password comes next. */
    void name(String user) {
        name = user;
    }

    /** Takes the password of the name that is remembered. */
    void password(char[] password) {
        if (name == null) {
            Arrays.fill(password, '\0');
            session.error(Replies.NAME_FIRST);
            return;
        }
        String user = name;
        name = null;
        await(authentication.login(session.peer(), user, password, session.timer()));
    }

    /**
     * Begins an exchange.
     *
     * @param initialResponse null for none
     */
    void begin(String mechanism, byte[] initialResponse) {
        if (session.tlsNeeded()) {
            session.error(Replies.PASSWORD_IN_CLEAR);
            return;
        }
        exchange = authentication.begin(mechanism, session.peer(), session.timer());
        if (exchange != null) {
            await(exchange.respond(initialResponse));
        } else {
            session.error(
                    authentication.needsTls(mechanism, session.peer())
                            ? Replies.PASSWORD_IN_CLEAR
                            : Replies.MECHANISM_UNKNOWN);
        }
    }

    /** Takes a line of the exchange (RFC 5034 4). */
    void line(ByteBuf octets) {
        String line = octets.toString(StandardCharsets.ISO_8859_1);
        byte[] response = SaslText.decode(line);
        if (line.equals(CANCEL)) {
            end(Replies.LOGIN_CANCELLED);
        } else if (response == null) {
            end(Replies.NOT_BASE64);
        } else {
            await(exchange.respond(response));
        }
    }

    private void await(CompletionStage<SaslReaction> reaction) {
        session.awaitAnswer(reaction, this::react);
    }

    private void react(SaslReaction reaction) {
        switch (reaction.kind()) {
            case CHALLENGE -> session.send(Replies.challenge(SaslText.encode(reaction.challenge())));
            case SUCCESS -> {
                exchange = null;
                session.open(reaction.login());
            }
            case WRONG_CREDENTIALS -> fail();
            case MALFORMED -> end(Replies.LOGIN_MALFORMED);
            case BANNED -> session.bye(Replies.LOGIN_BANNED);
            case UNAVAILABLE -> {
                exchange = null;
                session.send(Replies.LOGIN_FAILED);
            }
        }
    }

    private void fail() {
        exchange = null;
        if (++failures == MOST_FAILURES) {
            session.bye(Replies.WRONG_CREDENTIALS);
        } else {
            session.send(Replies.WRONG_CREDENTIALS);
        }
    }

    /** The client sent a line that is longer than any of an exchange. */
    void lineTooLong() {
        end(Replies.LOGIN_LINE_TOO_LONG);
    }

    private void end(String reply) {
        exchange = null;
        session.error(reply);
    }
}
