package org.letterwing.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.letterwing.spool.MailContent;

/**
 * What an SMTP session asks of the mail system behind it.
 *
 * <p>Calls come from an event loop and must not block; the stages may complete on any thread, and a stage that
 * completes exceptionally becomes {@link Replies#LOCAL_ERROR}. Thread-safe.
 */
public interface SmtpBackend {

    /**
     * Says whether a session may begin.
     *
     * @return empty to greet the client, or the reply that turns it away
     */
    Optional<Reply> refuseSession(SmtpSession session);

    /**
     * Says whether the user that has logged in may send as all of some addresses.
     *
     * @param addresses {@code local-part@domain} each, at least one
     * @return completes empty if it may, or with the reply that refuses
     */
    CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses);

    /**
     * Says whether a recipient is taken into a transaction.
     *
     * @param transaction the transaction with the recipients it has so far
     * @param address {@code local-part@domain}, or {@code postmaster}
     */
    CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address);

    /**
     * Takes a whole mail. The engine sends the reply as it is.
     *
     * @param transaction the transaction, with at least one recipient; it changes no more
     * @param content our Received line, then what the client sent; the callee closes it, whatever happens
     */
    CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content);

    /**
     * Is told that the engine itself refuses a mail, or its sender, by the rules that need no backend.
     *
     * @param transaction the transaction as far as it has come
     */
    default void refused(MailTransaction transaction, Reply reply) {}

    /**
     * The answer to one recipient.
     *
     * @param reply the reply; a 2xx takes the recipient
     * @param owner what the backend wants to know of an accepted recipient later; null for none
     */
    record RecipientReply(Reply reply, Object owner) {}
}
