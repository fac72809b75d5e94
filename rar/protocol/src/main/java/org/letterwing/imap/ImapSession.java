package org.letterwing.imap;

import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.net.SessionFacts;
import org.letterwing.sasl.LoggedIn;

/**
 * An IMAP session (RFC 9051 3): not authenticated until a login gives it an account, then authenticated, and selected
 * while a mailbox is open.
 *
 * <p>Commands run one after the other, in the order in which they come; each is completed by one of {@link #ok},
 * {@link #no} and {@link #bad}.
 */
public final class ImapSession extends ImapConnection {

    /** The longest line in octets, its CR LF included. RFC 7162 4 wants 8,192 at least. */
    static final int LINE_LIMIT = 32 * 1024;

    static final int TAG_LIMIT = 128;
    static final int MAX_ERRORS = 20;

    /** So often the size of what may be the largest is dropped, rather than end the session. */
    private static final int DROPPED_SIZES = 4;

    /** How long the news of a mailbox stay news enough for commands that need none. */
    private static final long NEWS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final System.Logger LOG = System.getLogger(ImapSession.class.getName());

    private final ImapConfig config;
    private final ImapBackend backend;
    private final CommandReader reader;
    private final Login login;
    private String tag;
    private Command command;
    private boolean uid;
    private volatile LoggedIn user;
    private volatile String clientName;
    private volatile SelectedMailbox selected;
    private Set<Enabled> enabled = Set.of();
    private long newsToldAt;
    private int errors;

    /** Makes the session of one connection. */
    public ImapSession(ImapConfig config, ImapBackend backend) {
        super(config);
        this.config = config;
        this.backend = backend;
        reader = new CommandReader(this, config.commandLimit(), config.limits().memory());
        login = new Login(this, config.authentication());
        takeOver(reader);
    }

    @Override
    protected void opened() {
        Optional<String> refusal = backend.refuseSession();
        if (refusal.isEmpty()) {
            untaggedOk(Replies.greeting(Capabilities.of(this), config.hostname()));
        } else {
            bye(Replies.refused(refusal.get()));
        }
    }

    @Override
    protected void closed() {
        super.closed();
        if (isLoggedIn()) {
            config.users().leave(account());
        }
    }

    @Override
    protected SessionFacts facts() {
        return new SessionFacts(
                Optional.ofNullable(user),
                Optional.ofNullable(clientName),
                Optional.ofNullable(selected).map(SelectedMailbox::name));
    }

    /** Remembers what the client calls itself. */
    void clientName(String name) {
        clientName = name;
    }

    /** Lets what the client sends next be commands again. */
    void backToCommands() {
        takeOver(reader);
    }

    /** Runs a command of which all is there. */
    void run(byte[] whole) {
        Arguments arguments = arguments(whole);
        try {
            begin(arguments);
            command.run(this, arguments);
        } catch (SyntaxException e) {
            bad(e.getMessage());
        }
    }

    /** Refuses a command that is not worth a look. */
    void refuse(byte[] whole, String text) {
        readTag(whole);
        bad(text);
    }

    /** Lets the command take a literal and all that follows; returns false if the literal is to be collected. */
    boolean takeLiteral(byte[] start, Literal literal) throws SyntaxException {
        Arguments arguments = arguments(start);
        begin(arguments);
        return command.takeLiteral(this, arguments, literal);
    }

    /** Refuses a command before a literal of it; if the client sends that without waiting, it is dropped. */
    void drop(byte[] start, Literal literal, Runnable refusal) {
        readTag(start);
        drop(literal, refusal);
    }

    /** Drops the rest of a command from a literal on, and then refuses it. */
    void drop(Literal literal, Runnable refusal) {
        long size = isLoggedIn() ? config.maxMessageSize() : config.commandLimit();
        var dropping = new Dropping(this, DROPPED_SIZES * size, refusal);
        takeOver(dropping);
        dropping.literal(literal);
    }

    /** Returns what reads octets of a command. */
    Arguments arguments(byte[] octets) {
        return new Arguments(octets, isUtf8());
    }

    /** Reads tag and name of a command, and checks whether it may come now. */
    private void begin(Arguments arguments) throws SyntaxException {
        command = null;
        readTag(arguments);
        String name = arguments.keyword();
        uid = name.equals("UID");
        if (uid) {
            arguments.byUid();
            arguments.space();
            name = arguments.keyword();
        }
        command = Commands.find(name, uid);
        if (command == null) {
            throw new SyntaxException(Replies.UNKNOWN_COMMAND);
        }
        checkState(command.when());
    }

    private void readTag(Arguments arguments) throws SyntaxException {
        tag = null;
        String given = arguments.tag();
        if (given.length() > TAG_LIMIT) {
            throw new SyntaxException(Replies.TAG_TOO_LONG);
        }
        arguments.space();
        tag = given;
    }

    /** Reads the tag of a command that is refused anyway. */
    private void readTag(byte[] start) {
        try {
            readTag(arguments(start));
        } catch (SyntaxException e) {
            tag = null; // so the answer has none
        }
    }

    private void checkState(Command.When when) throws SyntaxException {
        if (when == Command.When.NOT_AUTHENTICATED && isLoggedIn()) {
            throw new SyntaxException(Replies.LOGGED_IN_ALREADY);
        }
        if ((when == Command.When.AUTHENTICATED || when == Command.When.SELECTED) && !isLoggedIn()) {
            throw new SyntaxException(Replies.LOG_IN_FIRST);
        }
        if (when == Command.When.SELECTED && selected == null) {
            throw new SyntaxException(Replies.SELECT_FIRST);
        }
    }

    Login login() {
        return login;
    }

    boolean isLoggedIn() {
        return user != null;
    }

    /** Returns the canonical name of the account that has logged in. */
    String account() {
        return user == null ? null : user.account();
    }

    /** Returns the tag of the command that runs. */
    String tag() {
        return tag;
    }

    /** Returns the mailbox that is selected; null if none is. */
    SelectedMailbox selected() {
        return selected;
    }

    void select(SelectedMailbox mailbox) {
        newsToldAt = System.nanoTime();
        selected = mailbox;
    }

    void unselect() {
        selected = null;
    }

    /** Returns what the client has switched on. */
    Set<Enabled> enabled() {
        return enabled;
    }

    boolean isEnabled(Enabled extension) {
        return enabled.contains(extension);
    }

    void enable(Enabled extension) {
        Set<Enabled> more = EnumSet.of(extension);
        more.addAll(enabled);
        if (extension == Enabled.QRESYNC) {
            more.add(Enabled.CONDSTORE); // RFC 7162 3.2.3
        }
        enabled = more;
    }

    @Override
    boolean isUtf8() {
        return isEnabled(Enabled.IMAP4REV2) || isEnabled(Enabled.UTF8_ACCEPT);
    }

    /** Returns whether this client may log in with a password now. */
    boolean passwordsAllowed() {
        return !tlsNeeded() && config.authentication().takesSecrets(peer());
    }

    /** Returns whether this client may go over to TLS now. */
    boolean tlsOffered() {
        return config.tls().isOffered() && tls().isEmpty() && !isLoggedIn();
    }

    /** Goes over to TLS; there is nothing to forget that the client told in plain text. */
    void secure() {
        startTls();
    }

    /** Completes COMPRESS, and compresses all that follows. */
    void compress() {
        tagged("OK", Replies.completed(command.name()));
        beginToCompress();
    }

    /** Returns the mechanisms by which this client may log in now. */
    List<String> mechanisms() {
        return tlsNeeded() ? List.of() : config.authentication().mechanisms(peer());
    }

    /** Gives the session its account. */
    void loggedIn(LoggedIn login) {
        if (!config.users().enter(login.account())) {
            untagged("BYE", Replies.TOO_MANY_SESSIONS);
            no(Replies.TOO_MANY_SESSIONS);
            hangUp();
            return;
        }
        user = login;
        ok(Replies.loggedIn(Capabilities.of(this)));
    }

    /**
     * Asks about mailboxes, and takes no more input until the answer is there; if it is none, the command is completed
     * with NO. Make it the last thing in a method.
     */
    <R> void ask(ImapBackend.Question<R> question, Consumer<R> then) {
        ask(question, then, failure -> no(refusal(failure)));
    }

    /**
     * Asks about mailboxes, and takes no more input until the answer is there.
     *
     * @param failed gets what was thrown
     */
    <R> void ask(ImapBackend.Question<R> question, Consumer<R> then, Consumer<Throwable> failed) {
        take(backend.ask(question), then, failed);
    }

    /** Asks what may take long; otherwise as {@link #ask(ImapBackend.Question, Consumer, Consumer)}. */
    <R> void askLong(ImapBackend.Question<R> question, Consumer<R> then, Consumer<Throwable> failed) {
        take(backend.askLong(question), then, failed);
    }

    /** Asks about mailboxes without waiting for the answer, which {@link #take} does later. */
    <R> CompletionStage<R> begin(ImapBackend.Question<R> question) {
        return backend.ask(question);
    }

    /** Takes no more input until an answer is there. Make it the last thing in a method. */
    <R> void take(CompletionStage<R> stage, Consumer<R> then, Consumer<Throwable> failed) {
        await(stage, (answer, failure) -> {
            if (isGone()) {
                return;
            }
            if (failure == null) {
                then.accept(answer);
            } else {
                failed.accept(failure);
            }
        });
    }

    /** Asks for what has no answer, and completes the command. Make it the last thing in a method. */
    void change(Change change, Runnable then) {
        ask(
                mailboxes -> {
                    change.make(mailboxes);
                    return null;
                },
                done -> {
                    then.run();
                    ok(Replies.completed(command.name()));
                });
    }

    /** An operation on mailboxes without an answer. May block. */
    interface Change {
        void make(MailboxAccess mailboxes) throws MailboxException;
    }

    /**
     * Asks with what has to be freed afterwards, whatever happens; else as {@link #ask(ImapBackend.Question, Consumer)}.
     *
     * @param free runs on any thread
     */
    <R> void askAndFree(ImapBackend.Question<R> question, Runnable free, Consumer<R> then) {
        CompletionStage<R> answer = backend.ask(question);
        take(answer.whenComplete((value, failure) -> free.run()), then, failure -> no(refusal(failure)));
    }

    /** Returns what to say of a failure; what is not a refusal goes to the log. */
    String refusal(Throwable failure) {
        if (failure instanceof MailboxException refused) {
            return Replies.refused(refused);
        }
        failed("A command of " + account() + " can't be carried out", failure);
        return Replies.UNAVAILABLE;
    }

    /** Completes the command with success, after all that is new was told. */
    void ok(String text) {
        ok(() -> text);
    }

    /** Completes the command with success, with a text that is made after all that is new was told. */
    void ok(Supplier<String> text) {
        complete("OK", text);
    }

    /** Completes the command, which has failed, after all that is new was told. */
    void no(String text) {
        complete("NO", () -> text);
    }

    /** Refuses the command, which should not have been sent; too many of those end the session. */
    void bad(String text) {
        tagged("BAD", text);
        if (++errors == MAX_ERRORS) {
            bye(Replies.TOO_MANY_ERRORS);
        }
    }

    /** Completes the command without a look at what is new. */
    void tagged(String condition, String text) {
        writer().text(tag == null ? "*" : tag)
                .text(" ")
                .text(condition)
                .text(" ")
                .text(text)
                .end();
    }

    private void complete(String condition, Supplier<String> text) {
        boolean knowsNews = command.newsCanWait() && System.nanoTime() - newsToldAt < NEWS_INTERVAL_NANOS;
        if (selected == null || knowsNews) {
            tagged(condition, text.get());
        } else {
            tellNews(!command.keepsNumbers(uid), () -> tagged(condition, text.get()));
        }
    }

    /**
     * Tells what has changed in the selected mailbox, and then goes on. Make it the last thing in a method.
     *
     * @param expunges whether the client may be told now of messages that are gone (RFC 9051 7.5.1)
     */
    void tellNews(boolean expunges, Runnable then) {
        SelectedMailbox mailbox = selected;
        long since = mailbox.highestModseq();
        newsToldAt = System.nanoTime();
        ask(
                mailboxes -> mailboxes.changes(mailbox.key(), since),
                changes -> tell(mailbox.update(changes, expunges, enabled), then),
                failure -> {
                    if (failure instanceof MailboxException) {
                        bye(Replies.MAILBOX_GONE);
                    } else {
                        failed("What is new in a mailbox of " + account() + " can't be told", failure);
                        then.run();
                    }
                });
    }

    /** Watches the selected mailbox; the action runs on the event loop. */
    ImapBackend.Watch watch(Runnable news) {
        return backend.watch(selected.key(), selected.highestModseq(), () -> execute(news));
    }

    /** Ends the session as the client wishes. */
    void logout() {
        untagged("BYE", Replies.BYE);
        tagged("OK", Replies.completed(command.name()));
        hangUp();
    }

    private void failed(String what, Throwable failure) {
        LOG.log(Level.WARNING, what + ", listener " + config.listener() + ", client " + client(), failure);
    }
}
