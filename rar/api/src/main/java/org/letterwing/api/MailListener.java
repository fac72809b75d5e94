package org.letterwing.api;

/**
 * Receives inbound mail in a message-driven bean of an application: one mail, one transaction.
 *
 * <p>The client that sent the mail is answered by what becomes of the call. It reads {@code 250} only after the
 * container's transaction of this call has committed. It reads the reply of a {@link MailRejectedException}, and
 * nothing of the bean's work remains. Anything else (a runtime exception, {@code setRollbackOnly}, a commit that
 * fails) is a {@code 451}, and the client sends the mail again.
 *
 * <p>A bean without a container-managed transaction ({@code NOT_SUPPORTED}, or bean-managed) gives its own guarantee:
 * returning means {@code 250}.
 */
public interface MailListener {

    /**
     * Takes one mail.
     *
     * @param mail the mail, never null; its content can be read during this call alone
     * @throws MailRejectedException to refuse the mail; the transaction is rolled back
     */
    void onMail(InboundMail mail) throws MailRejectedException;
}
