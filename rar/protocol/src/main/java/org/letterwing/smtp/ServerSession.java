package org.letterwing.smtp;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.letterwing.net.Door;
import org.letterwing.net.Farewell;
import org.letterwing.net.SessionFacts;
import org.letterwing.net.SessionHandler;
import org.letterwing.net.Timeout;
import org.letterwing.sasl.LoggedIn;
import org.letterwing.sasl.SaslPeer;
import org.letterwing.spool.MailContent;

/**
 * An SMTP session of the server (RFC 5321 3): reads commands, keeps the state that they change, writes replies.
 *
 * <p>What {@link SmtpSession} tells may be read by any thread, the rest lives on the event loop.
 */
final class ServerSession extends SessionHandler implements SmtpSession {

    private static final System.Logger LOG = System.getLogger(ServerSession.class.getName());
    // RFC 5321 4.2.3: no such mailbox, for one reason or another.
    private static final int UNKNOWN = 550;

    private final SmtpEngine engine;
    private final UUID id = UUID.randomUUID();
    private final Login login = new Login(this);
    private volatile String heloName;
    private volatile LoggedIn user;
    private volatile String nameFromProxy;
    private volatile List<String> remarks = List.of();
    private Extensions extensions;
    private Envelope envelope;
    private final MailTransfer transfer = new MailTransfer(this);
    private int transactions;
    private int errors;
    private int unknownRecipients;

    ServerSession(SmtpEngine engine) {
        super(engine.config().limits(), engine.config().tls());
        this.engine = engine;
        this.extensions = engine.extensions(false);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public String listener() {
        return engine.config().listener();
    }

    @Override
    public String heloName() {
        return heloName;
    }

    @Override
    public Optional<String> user() {
        return Optional.ofNullable(user).map(LoggedIn::account);
    }

    @Override
    public String nameFromProxy() {
        return nameFromProxy;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public void remark(List<String> found) {
        remarks = List.copyOf(found);
    }

    SmtpEngine engine() {
        return engine;
    }

    /** Returns the extensions that the client may use. */
    Extensions extensions() {
        return extensions;
    }

    /** Returns whether the client must log in before it hands in mail (RFC 6409 4.3). */
    boolean needsLogin() {
        SmtpConfig config = engine.config();
        return config.kind() == SmtpConfig.Kind.SUBMISSION && config.authentication() != null && user == null;
    }

    Login login() {
        return login;
    }

    /** Returns the client as authentication sees it. */
    SaslPeer peer() {
        return SaslPeer.of(listener(), client().getAddress(), tls());
    }

    /** Returns what runs tasks of this session later. */
    ScheduledExecutorService timer() {
        return channel().eventLoop();
    }

    /** Writes a challenge, which may be longer than a reply (RFC 4954 4). */
    void challenge(String base64) {
        if (!isGone()) {
            ByteBufUtil.writeAscii(output(), "334 " + base64 + "\r\n");
        }
    }

    /** Remembers who has logged in. */
    void loggedIn(LoggedIn account) {
        user = account;
    }

    /** Sends what is to be sent, and takes no more input until an answer is there that never fails. */
    <T> void awaitAnswer(CompletionStage<T> answer, Consumer<T> then) {
        sendBeforeWaiting();
        await(answer, (value, failure) -> then.accept(value));
    }

    /** Returns the mail transaction; null if none is under way. */
    Envelope envelope() {
        return envelope;
    }

    @Override
    protected void opened() {
        ClientRules rules = engine.rules();
        if (rules.greetingDelay().isZero() || rules.trusted().test(client().getAddress())) {
            welcome();
            return;
        }
        var delay = new CompletableFuture<Void>();
        channel()
                .eventLoop()
                .schedule(() -> delay.complete(null), rules.greetingDelay().toNanos(), TimeUnit.NANOSECONDS);
        await(delay, (done, failure) -> {
            if (isGone()) {
                return;
            }
            if (hasInput()) {
                LOG.log(Level.INFO, "{0} talked before the greeting on {1}", client(), listener());
                end(Replies.EARLY_TALKER);
            } else {
                welcome();
            }
        });
    }

    private void welcome() {
        engine.backend().refuseSession(this).ifPresentOrElse(this::end, () -> reply(engine.greeting()));
    }

    /** Returns whether who is connected may speak for others. */
    boolean mayUseXclient() {
        return channel().remoteAddress() instanceof InetSocketAddress peer
                && engine.rules().xclient().test(peer.getAddress());
    }

    /** Begins anew as the session of another client. */
    void speakFor(InetSocketAddress real, String name, String login, boolean loginTold) {
        greet(null, extensions);
        nameFromProxy = name;
        remarks = List.of();
        if (loginTold) {
            // Whoever may say this can say it again: no change of the account ends it.
            user = login == null ? null : new LoggedIn(login, Long.MAX_VALUE);
        }
        client(real);
        if (!isGone()) {
            welcome();
        }
    }

    @Override
    protected void turnedAway(Door.Turndown turndown) {
        reply(Replies.turnedAway(turndown));
    }

    @Override
    protected int lineLimit() {
        return extensions.lineLimit();
    }

    @Override
    protected void line(ByteBuf octets) {
        if (login.isUnderWay()) {
            login.line(octets);
            return;
        }
        String line = octets.toString(StandardCharsets.ISO_8859_1);
        boolean ascii = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\r' || c == '\n') {
                refuse(Replies.BARE_LINE_END);
                return;
            }
            ascii &= c < 128;
        }
        if (ascii) {
            execute(line);
            return;
        }
        try {
            execute(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(octets.nioBuffer())
                    .toString());
        } catch (CharacterCodingException e) {
            refuse(Replies.NOT_UTF8);
        }
    }

    private void execute(String line) {
        int space = line.indexOf(' ');
        Command command = Commands.find(space < 0 ? line.stripTrailing() : line.substring(0, space));
        if (command == null || !command.isGrouped()) {
            sendBeforeWaiting();
        }
        if (command == null) {
            refuse(Replies.UNKNOWN_COMMAND);
        } else if (engine.config().tls().isRequired() && tls().isEmpty() && command.needsTls()) {
            refuse(Replies.TLS_FIRST);
        } else {
            command.execute(this, space < 0 ? "" : line.substring(space).strip());
        }
    }

    @Override
    protected void lineTooLong() {
        if (login.isUnderWay()) {
            login.lineTooLong();
        } else {
            refuse(Replies.LINE_TOO_LONG);
        }
    }

    /** Writes a reply. After 421 the connection closes (RFC 5321 4.2.3). */
    void reply(Reply reply) {
        if (reply.code() == 421) {
            end(reply);
        } else if (!isGone()) {
            ReplyWriter.write(reply, output());
        }
    }

    /** Writes a reply to something that the client did wrong; too much of it ends the session. */
    void refuse(Reply reply) {
        reply(reply);
        if (++errors >= engine.config().rules().errors()) {
            LOG.log(Level.DEBUG, "{0} made too many errors on {1}", client(), listener());
            end(Replies.TOO_MANY_ERRORS);
        }
    }

    /** Writes a reply and closes the connection. */
    void end(Reply reply) {
        if (!isGone()) {
            ReplyWriter.write(reply, output());
            hangUp();
        }
    }

    /** Takes the client's name, and resets the session (RFC 5321 4.1.4). */
    void greet(String name, Extensions usable) {
        heloName = name;
        extensions = usable;
        reset();
    }

    /** Goes over to TLS, and forgets what the client told in plain text (RFC 3207 4.2). */
    void secure() {
        greet(null, engine.extensions(true));
        user = null;
        startTls();
    }

    /** Returns whether another mail transaction is allowed. */
    boolean mayBegin() {
        int limit = engine.config().rules().mails();
        return limit == 0 || transactions < limit;
    }

    /** Begins a mail transaction. */
    void begin(Envelope begun, Path reversePath) {
        if (user == null || reversePath.isNull()) {
            begin(begun);
        } else {
            askForSender(List.of(reversePath.address()), () -> begin(begun), this::refuse);
        }
    }

    private void begin(Envelope begun) {
        envelope = begun;
        transactions++;
        reply(Replies.SENDER_OK);
    }

    /** Ends the mail transaction: what has come of its mail goes on without it. */
    void endTransaction() {
        if (envelope != null) {
            envelope.release();
            envelope = null;
        }
    }

    /** Forgets the mail transaction. */
    void reset() {
        endTransaction();
        transfer.discard();
    }

    /** Asks the backend for a recipient. */
    void askForRecipient(String address, RecipientOptions options) {
        MailTransaction soFar = envelope.transaction(this);
        await(ask(() -> engine.backend().recipient(soFar, address)), (answer, failure) -> {
            if (isGone()) {
                return;
            }
            if (answer == null) {
                reply(localError(failure));
                return;
            }
            boolean accepted = answer.reply().isPositive();
            if (accepted && !envelope.add(new MailTransaction.Recipient(address, options, answer.owner()))) {
                reply(Replies.TOO_MUCH_AT_ONCE);
                return;
            }
            reply(answer.reply());
            if (answer.reply().code() == UNKNOWN
                    && ++unknownRecipients >= engine.config().rules().unknownRecipients()) {
                LOG.log(Level.DEBUG, "{0} asked for too many unknown recipients on {1}", client(), listener());
                end(Replies.TOO_MANY_UNKNOWN);
            }
        });
    }

    /** Returns the receiving of the mail. */
    MailTransfer transfer() {
        return transfer;
    }

    @Override
    protected void octets(ByteBuf octets) {
        transfer.octets(octets);
    }

    /** Lets what the client sends come as octets, or again as lines. */
    void expectOctets(boolean octets) {
        if (octets) {
            expectOctets();
        } else {
            expectLines();
        }
    }

    /** Takes no more input until the stage is complete, as {@link #await} does. */
    <T> void afterwards(CompletionStage<T> stage, BiConsumer<? super T, Throwable> then) {
        await(stage, then);
    }

    /** Sends what is to be sent before the next answer is waited for. */
    void sendNow() {
        sendBeforeWaiting();
    }

    boolean isOver() {
        return isGone();
    }

    /** Asks the backend whether the user may send as some addresses. */
    void askForSender(List<String> addresses, Runnable allowed, Consumer<Reply> refused) {
        await(ask(() -> engine.backend().refuseSender(this, addresses)), (refusal, failure) -> {
            if (refusal == null) {
                refused.accept(localError(failure));
            } else {
                refusal.ifPresentOrElse(refused, allowed);
            }
        });
    }

    /** Hands a mail over. */
    void deliver(MailTransaction transaction, MailContent content) {
        await(ask(() -> engine.backend().deliver(transaction, content)), (reply, failure) -> {
            reply(reply == null ? localError(failure) : reply);
        });
    }

    private static <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Reply localError(Throwable failure) {
        LOG.log(Level.WARNING, "The mail system gave no answer to session " + id, failure);
        return Replies.LOCAL_ERROR;
    }

    @Override
    protected void timedOut(Timeout timeout) {
        reply(Replies.timedOut(timeout));
    }

    @Override
    protected void crowdedOut() {
        reply(Replies.NO_MEMORY);
    }

    @Override
    protected void goodbye(Farewell why) {
        reply(Replies.goodbye(why));
    }

    @Override
    protected SessionFacts facts() {
        return new SessionFacts(Optional.ofNullable(user), Optional.ofNullable(heloName), Optional.empty());
    }

    @Override
    protected void closed() {
        reset();
    }
}
