package org.letterwing.pop3;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.letterwing.net.Door;
import org.letterwing.net.Farewell;
import org.letterwing.net.SessionFacts;
import org.letterwing.net.SessionHandler;
import org.letterwing.net.Timeout;
import org.letterwing.pop3.Pop3Backend.Maildrop;
import org.letterwing.pop3.Pop3Backend.Opening;
import org.letterwing.pop3.Pop3Backend.OpeningFailure;
import org.letterwing.sasl.LoggedIn;
import org.letterwing.sasl.SaslPeer;
import org.letterwing.sasl.SaslText;

/**
 * A POP3 session (RFC 1939 3): in the AUTHORIZATION state until a login gives it a maildrop, then in the TRANSACTION
 * state, and with QUIT in the UPDATE state.
 */
public final class Pop3Session extends SessionHandler {

    /** The longest command line in octets, its CR LF included (RFC 2449 4). */
    static final int LINE_LIMIT = 255;

    static final int MAX_ERRORS = 20;

    private static final System.Logger LOG = System.getLogger(Pop3Session.class.getName());

    private final Pop3Config config;
    private final Pop3Backend backend;
    private final Login login;
    private volatile LoggedIn user;
    private Maildrop maildrop;
    private Messages messages;
    private Retrieval retrieval;
    private HoldRenewal renewal;
    private int errors;

    /** Makes the session of one connection. */
    public Pop3Session(Pop3Config config, Pop3Backend backend) {
        super(config.limits(), config.tls());
        this.config = config;
        this.backend = backend;
        this.login = new Login(this, config.authentication());
    }

    @Override
    protected void opened() {
        Optional<String> refusal = backend.refuseSession();
        if (refusal.isEmpty()) {
            send(Replies.greeting(config.hostname()));
        } else {
            send(Replies.refused(refusal.get()));
            hangUp();
        }
    }

    @Override
    protected void turnedAway(Door.Turndown turndown) {
        send(Replies.turnedAway(turndown));
    }

    @Override
    protected int lineLimit() {
        return login.isUnderWay() ? SaslText.LINE_LIMIT : LINE_LIMIT;
    }

    @Override
    protected void line(ByteBuf line) {
        if (login.isUnderWay()) {
            login.line(line);
            return;
        }
        if (line.indexOf(line.readerIndex(), line.writerIndex(), (byte) '\n') >= 0
                || line.indexOf(line.readerIndex(), line.writerIndex(), (byte) '\r') >= 0) {
            error(Replies.BARE_LINE_BREAK);
            return;
        }
        var commandLine = new CommandLine(line);
        Command command = Commands.find(commandLine.keyword());
        if (command == null) {
            error(Replies.UNKNOWN_COMMAND);
        } else if (command.when() == Command.When.AFTER_LOGIN && maildrop == null) {
            error(Replies.LOG_IN_FIRST);
        } else if (command.when() == Command.When.BEFORE_LOGIN && maildrop != null) {
            error(Replies.LOGGED_IN_ALREADY);
        } else {
            run(command, commandLine);
        }
    }

    private void run(Command command, CommandLine line) {
        try {
            command.run(this, line);
        } catch (SyntaxException e) {
            error(Replies.syntax(command.usage()));
        }
    }

    @Override
    protected void lineTooLong() {
        if (login.isUnderWay()) {
            login.lineTooLong();
        } else {
            error(Replies.LINE_TOO_LONG);
        }
    }

    @Override
    protected void octets(ByteBuf octets) {
        throw new IllegalStateException("POP3 has lines only");
    }

    // RFC 1939 3: the connection closes without a response
    @Override
    protected void timedOut(Timeout timeout) {}

    @Override
    protected void crowdedOut() {
        send(Replies.NO_MEMORY);
    }

    @Override
    protected void goodbye(Farewell why) {}

    @Override
    protected SessionFacts facts() {
        return new SessionFacts(Optional.ofNullable(user), Optional.empty(), Optional.empty());
    }

    // RFC 1939 6: without QUIT nothing is removed
    @Override
    protected void closed() {
        if (maildrop != null) {
            leaveMaildrop().close(Set.of());
        }
    }

    /** Returns whether this client may log in with a password now. */
    boolean passwordsAllowed() {
        return !tlsNeeded() && config.authentication().takesSecrets(peer());
    }

    /** Returns whether this client must go over to TLS before it logs in. */
    boolean tlsNeeded() {
        return config.tls().isRequired() && tls().isEmpty();
    }

    /** Returns whether this client may go over to TLS now. */
    boolean tlsOffered() {
        return config.tls().isOffered() && tls().isEmpty();
    }

    /** Goes over to TLS, and forgets what the client told in plain text. */
    void secure() {
        login.name(null);
        startTls();
    }

    /** Returns the mechanisms by which this client may log in now. */
    List<String> mechanisms() {
        return tlsNeeded() ? List.of() : config.authentication().mechanisms(peer());
    }

    Login login() {
        return login;
    }

    /** Returns the client as authentication sees it. */
    SaslPeer peer() {
        return SaslPeer.of(config.listener(), client().getAddress(), tls());
    }

    /** Returns what runs tasks of this session later. */
    ScheduledExecutorService timer() {
        return channel().eventLoop();
    }

    /** Takes no more input until an answer is there that never fails. */
    <T> void awaitAnswer(CompletionStage<T> answer, Consumer<T> then) {
        await(answer, (value, failure) -> {
            if (failure == null && !isGone()) {
                then.accept(value);
            }
        });
    }

    Maildrop maildrop() {
        return maildrop;
    }

    Messages messages() {
        return messages;
    }

    /** Returns what reads messages. */
    Retrieval retrieval() {
        return retrieval;
    }

    void send(String reply) {
        ByteBufUtil.writeUtf8(output(), reply);
        ByteBufUtil.writeAscii(output(), "\r\n");
    }

    /**
     * Sends a multi-line response as fast as the client takes it. The first line goes when the first piece is there:
     * until then a failure can still be said.
     */
    void sendLines(String firstLine, Pieces pieces) {
        if (!pieces.hasNext()) {
            send(firstLine);
            new DotStuffer().end(output());
            return;
        }
        await(pieces.next(), (piece, failure) -> {
            if (isGone()) {
                return;
            }
            if (failure != null) {
                failed("A message can't be read", failure);
                send(Replies.UNREADABLE);
            } else {
                send(firstLine);
                sendPiece(piece, pieces, new DotStuffer());
            }
        });
    }

    private void sendPiece(byte[] piece, Pieces pieces, DotStuffer stuffer) {
        stuffer.write(piece, output());
        if (pieces.hasNext()) {
            whenWritable(() -> sendNext(pieces, stuffer));
        } else {
            stuffer.end(output());
        }
    }

    private void sendNext(Pieces pieces, DotStuffer stuffer) {
        await(pieces.next(), (piece, failure) -> {
            if (isGone()) {
                return;
            }
            if (failure != null) {
                // What was sent can't be taken back, and must not look whole.
                failed("A message can't be read to its end", failure);
                hangUp();
            } else {
                sendPiece(piece, pieces, stuffer);
            }
        });
    }

    /** Returns how many seconds must go by between two logins of an account. */
    long loginDelay() {
        return config.loginDelay().seconds();
    }

    /** Opens the maildrop of an account that has logged in. */
    void open(LoggedIn loggedIn) {
        String account = loggedIn.account();
        if (!config.loginDelay().permits(account)) {
            send(Replies.TOO_EARLY);
            return;
        }
        await(backend.open(account), (opening, failure) -> {
            if (failure != null || opening.maildrop() == null) {
                config.loginDelay().forget(account);
            }
            opened(loggedIn, opening, failure);
        });
    }

    private void opened(LoggedIn loggedIn, Opening opening, Throwable failure) {
        if (failure != null) {
            failed("A maildrop can't be opened", failure);
            refuseMaildrop(Replies.LOGIN_FAILED);
        } else if (opening.maildrop() == null) {
            refuseMaildrop(opening.failure() == OpeningFailure.IN_USE ? Replies.IN_USE : Replies.LOGIN_FAILED);
        } else if (isGone()) {
            opening.maildrop().close(Set.of());
        } else {
            user = loggedIn;
            maildrop = opening.maildrop();
            messages = new Messages(maildrop.mails());
            retrieval = new Retrieval(maildrop, messages, timer());
            renewal = new HoldRenewal(channel().eventLoop(), maildrop, () -> execute(this::hangUp));
            send(Replies.maildrop(messages));
        }
    }

    private void refuseMaildrop(String reply) {
        if (!isGone()) {
            send(reply);
        }
    }

    /** Ends the session; the UPDATE state of RFC 1939 6. */
    void quit() {
        if (maildrop == null) {
            bye(Replies.BYE);
            return;
        }
        boolean removes = !messages.deleted().isEmpty();
        CompletionStage<Void> update = leaveMaildrop().close(messages.deleted());
        await(update, (done, failure) -> {
            if (failure != null) {
                failed("The deleted messages can't be removed", failure);
            }
            bye(failure != null && removes ? Replies.NOT_REMOVED : Replies.BYE);
        });
    }

    /** Says the last words. */
    void bye(String reply) {
        if (!isGone()) {
            send(reply);
            hangUp();
        }
    }

    private Maildrop leaveMaildrop() {
        Maildrop left = maildrop;
        maildrop = null;
        renewal.stop();
        return left;
    }

    /** Says what the client did wrong; too much of it ends the session. */
    void error(String reply) {
        if (++errors < MAX_ERRORS) {
            send(reply);
        } else {
            bye(Replies.TOO_MANY_ERRORS);
        }
    }

    private void failed(String what, Throwable failure) {
        LOG.log(Level.WARNING, what + ", listener " + config.listener() + ", client " + client(), failure);
    }
}
