package org.letterwing.sasl;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One exchange of messages with a client (RFC 4422 3), until it is over. To drop it is enough to end it.
 *
 * <p>Used by one thread at a time, the next response after the reaction to the one before.
 */
public final class SaslExchange {

    private static final System.Logger LOG = System.getLogger(SaslExchange.class.getName());

    private static final long UNKNOWN = -1;

    private final Mechanism mechanism;
    private final SaslPeer peer;
    private final AccountLanes lanes;
    private final ScheduledExecutorService timer;
    private final long failureDelayMillis;
    private Step lastWord;
    private long version = UNKNOWN;

    SaslExchange(
            Mechanism mechanism,
            SaslPeer peer,
            AccountLanes lanes,
            ScheduledExecutorService timer,
            long failureDelayMillis) {
        this.mechanism = mechanism;
        this.peer = peer;
        this.lanes = lanes;
        this.timer = timer;
        this.failureDelayMillis = failureDelayMillis;
    }

    /**
     * Takes a response.
     *
     * @param response the decoded message; null at the start if the client gave no initial response
     * @return never fails; a refusal comes after a small delay, for which no thread waits
     */
    public CompletionStage<SaslReaction> respond(byte[] response) {
        if (lastWord != null) {
            return end(response);
        }
        Step step = mechanism.next(response);
        if (!(step instanceof Step.Asking asking)) {
            return CompletableFuture.completedStage(reaction(step));
        }
        return lanes.ask(asking.cost(), accounts -> ask(asking, accounts))
                .exceptionally(this::unavailable)
                .thenCompose(this::delayed);
    }

    private SaslReaction unavailable(Throwable failure) {
        String what = "A login on " + peer.listener() + " could not be checked";
        if (failure instanceof IOException) {
            LOG.log(Level.WARNING, what + ": " + failure.getMessage()); // another server is away
        } else {
            LOG.log(Level.WARNING, what, failure);
        }
        return SaslReaction.of(SaslReaction.Kind.UNAVAILABLE);
    }

    private SaslReaction ask(Step.Asking asking, Accounts accounts) throws Exception {
        if (accounts.isBanned(attempt(asking.user()))) {
            return SaslReaction.of(SaslReaction.Kind.BANNED);
        }
        if (version == UNKNOWN) {
            version = accounts.version(); // before anything else is known of the account
        }
        Step answer = asking.question().ask(accounts);
        if (answer instanceof Step.Proved proved) {
            accounts.loggedIn(attempt(proved.account()));
        } else if (answer instanceof Step.Wrong wrong) {
            accounts.loginFailed(attempt(wrong.user()));
        }
        return reaction(answer);
    }

    private SaslReaction reaction(Step step) {
        if (step instanceof Step.Challenge challenge) {
            return SaslReaction.challenge(challenge.message());
        }
        byte[] lastMessage = null;
        if (step instanceof Step.Proved proved) {
            lastMessage = proved.lastMessage();
        } else if (step instanceof Step.Wrong wrong) {
            lastMessage = wrong.lastMessage();
        }
        if (lastMessage == null) {
            return outcome(step);
        }
        lastWord = step;
        return SaslReaction.challenge(lastMessage);
    }

    private SaslReaction outcome(Step step) {
        if (step instanceof Step.Proved proved) {
            return SaslReaction.success(new LoggedIn(proved.account(), version));
        }
        return SaslReaction.of(
                step instanceof Step.Wrong ? SaslReaction.Kind.WRONG_CREDENTIALS : SaslReaction.Kind.MALFORMED);
    }

    /** The client answers the server's last message: with nothing, if the server accepted it. */
    private CompletionStage<SaslReaction> end(byte[] response) {
        boolean asExpected = response.length == 0 || lastWord instanceof Step.Wrong;
        return delayed(asExpected ? outcome(lastWord) : SaslReaction.of(SaslReaction.Kind.MALFORMED));
    }

    private CompletionStage<SaslReaction> delayed(SaslReaction reaction) {
        boolean refused =
                reaction.kind() == SaslReaction.Kind.WRONG_CREDENTIALS || reaction.kind() == SaslReaction.Kind.BANNED;
        if (!refused || failureDelayMillis == 0) {
            return CompletableFuture.completedStage(reaction);
        }
        CompletableFuture<SaslReaction> later = new CompletableFuture<>();
        timer.schedule(() -> later.complete(reaction), failureDelayMillis, TimeUnit.MILLISECONDS);
        return later;
    }

    private LoginAttempt attempt(String user) {
        return new LoginAttempt(peer.listener(), peer.address(), user);
    }
}
