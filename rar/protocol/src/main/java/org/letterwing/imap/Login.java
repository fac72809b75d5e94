package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;

import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.SaslExchange;
import org.letterwing.sasl.SaslReaction;
import org.letterwing.sasl.SaslText;

/** How a session logs in: with LOGIN, or by the exchanges that AUTHENTICATE begins. Lives on the event loop. */
final class Login implements Continuation {

    static final int MOST_FAILURES = 3;

    private static final String CANCEL = "*";

    private final ImapSession session;
    private final Authentication authentication;
    private SaslExchange exchange;
    private int failures;

    Login(ImapSession session, Authentication authentication) {
        this.session = session;
        this.authentication = authentication;
    }

    /** Takes a name and its password. */
    void password(String user, char[] password) {
        if (session.passwordsAllowed()) {
            await(authentication.login(session.peer(), user, password, session.timer()));
        } else {
            Arrays.fill(password, '\0');
            session.no(Replies.PRIVACY_REQUIRED);
        }
    }

    /**
     * Begins an exchange.
     *
     * @param initialResponse null for none
     */
    void begin(String mechanism, byte[] initialResponse) {
        if (session.tlsNeeded()) {
            session.no(Replies.PRIVACY_REQUIRED);
            return;
        }
        exchange = authentication.begin(mechanism, session.peer(), session.timer());
        if (exchange != null) {
            session.takeOver(this);
            await(exchange.respond(initialResponse));
        } else {
            session.no(
                    authentication.needsTls(mechanism, session.peer())
                            ? Replies.PRIVACY_REQUIRED
                            : Replies.MECHANISM_UNKNOWN);
        }
    }

    /** Takes a response of the exchange (RFC 9051 6.2.2). */
    @Override
    public void line(ByteBuf octets) {
        String line = octets.toString(StandardCharsets.ISO_8859_1);
        byte[] response = SaslText.decode(line);
        if (line.equals(CANCEL)) {
            end();
            session.bad(Replies.LOGIN_CANCELLED);
        } else if (response == null) {
            end();
            session.bad(Replies.NOT_BASE64);
        } else {
            await(exchange.respond(response));
        }
    }

    @Override
    public void lineTooLong() {
        session.bye(Replies.LINE_TOO_LONG);
    }

    @Override
    public void octets(ByteBuf octets) {
        throw new IllegalStateException("An exchange has lines only");
    }

    private void await(CompletionStage<SaslReaction> reaction) {
        session.awaitAnswer(reaction, this::react);
    }

    private void react(SaslReaction reaction) {
        if (reaction.kind() == SaslReaction.Kind.CHALLENGE) {
            session.goAhead(SaslText.encode(reaction.challenge()));
            return;
        }
        end();
        switch (reaction.kind()) {
            case SUCCESS -> session.loggedIn(reaction.login());
            case MALFORMED -> session.bad(Replies.LOGIN_MALFORMED);
            case BANNED -> session.bye(Replies.LOGIN_BANNED);
            case UNAVAILABLE -> session.no(Replies.LOGIN_FAILED);
            default -> fail();
        }
    }

    private void fail() {
        session.no(Replies.WRONG_CREDENTIALS);
        if (++failures == MOST_FAILURES) {
            session.bye(Replies.TOO_MANY_ERRORS);
        }
    }

    private void end() {
        exchange = null;
        session.backToCommands();
    }
}
