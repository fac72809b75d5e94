package org.letterwing.api;

/**
 * Is told in a message-driven bean of an application what becomes of mail: one notice, one transaction.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = @ActivationConfigProperty(
 *         propertyName = "senders", propertyValue = "shop@shop.example"))
 * @ResourceAdapter("letterwing.ear#letterwing.rar")
 * public class OrderMailFate implements DeliveryListener { … }
 * }</pre>
 *
 * <p><b>Which mail.</b> Without the property {@code senders}: what the bean's own application has sent with
 * {@link MailSender}. With it: mail from these senders, its own, and that of users and other applications as far as the
 * bean's application may itself send as that address. Mail of strangers, and mail without a sender, yields no notices.
 *
 * <p><b>At least once.</b> A notice is stored in the transaction in which the thing happens that it tells of, and is
 * removed when the container's transaction of this call has committed. If that fails, whether the bean threw, set
 * rollback-only or could not commit, the notice comes again after {@code redeliveryInterval} seconds, up to
 * {@code redeliveryAttempts} times in all; then it is given up with a line of the log. While the application is away it
 * waits, as long as {@code letterwing.listeners.lifetime} says. A repeat has the same {@link DeliveryNotice#id()},
 * {@link DeliveryNotice#recipient()} and {@link DeliveryNotice#event()}.
 *
 * <p>Notices come in no certain order: {@link DeliveryNotice#time()} tells which is the later one.
 *
 * <p>A bean without a container-managed transaction ({@code NOT_SUPPORTED}, or bean-managed) gives its own guarantee:
 * returning means that it has taken the notice.
 *
 * <p><b>Threads.</b> As in every message-driven bean: notices come at the same time, each to an instance of its own. A bean
 * that sends a mail when it is told of one sees to it that this ends.
 */
public interface DeliveryListener {

    /**
     * Takes one notice.
     *
     * @param notice what became of a mail for one of its recipients, never null; it may be kept
     */
    void onDelivery(DeliveryNotice notice);
}
