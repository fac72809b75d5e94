package org.letterwing.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Receives inbound mail in methods of a message-driven bean that say by annotation what they take. A listener interface
 * without methods (Jakarta Enterprise Beans 5.4.3): the bean class itself is what is called.
 *
 * <pre>{@code
 * @MessageDriven
 * @ResourceAdapter("letterwing.ear#letterwing.rar")
 * public class Orders implements MailMethods {
 *
 *     @OnMail @Recipient("orders+{id}@shop.example")
 *     public void reply(@Param("id") long orderId, @Header("Subject") String subject, MimeMessage mail) { … }
 * }
 * }</pre>
 *
 * <p><b>Which method.</b> A recipient of a mail leads to the method with the most specific pattern that matches its
 * address, and whose {@link Param} parameters can take what the pattern captured: if {@code {id}} is a {@code long}, then
 * {@code orders+x@shop.example} doesn't fit, and the next pattern is looked at. An address to which no method fits is
 * refused with {@code 550 5.1.1}: there is no such address.
 *
 * <p><b>One mail, one transaction.</b> All recipients of a mail that are the bean's share one transaction, and one outcome
 * as with {@link MailListener}. Their methods are called one after the other, in the order of the recipients. Recipients
 * that lead to the same method with the same {@link Param} values share one call. The methods of a bean are all
 * {@code REQUIRED} or all {@code NOT_SUPPORTED}. The first method that throws ends the delivery: the rest isn't called.
 * Without a container-managed transaction the work of those before it remains.
 *
 * <p><b>Exceptions.</b> A {@link MailRejectedException} refuses the mail. Anything else that a method throws, checked or
 * not, rolls back, and the client is told to try again ({@code 451}).
 *
 * <p><b>Threads.</b> As in every message-driven bean: mails are delivered at the same time, each to an instance of the bean
 * of its own.
 *
 * <p><b>Parameters</b> are {@link Param} and {@link Header}, and by their type
 *
 * <ul>
 *   <li>{@link InboundMail}: the mail;
 *   <li>{@link Envelope}: its envelope, with all recipients that are the bean's;
 *   <li>{@link jakarta.mail.internet.MimeMessage}: its content parsed, as {@link InboundMail#toMimeMessage()}, for this
 *       call alone;
 *   <li>{@link java.io.InputStream}: its content, as {@link InboundMail#openContent()}. It is closed when the methods have
 *       been called, by Letterwing.
 * </ul>
 *
 * <p>Methods with {@link OnMail} are public, return nothing, and are neither static nor final. Those of superclasses count,
 * unless they are overridden: then the annotations of the overriding method alone do. A bean that doesn't keep to all this
 * is not activated, and the error names bean, method and reason.
 */
public interface MailMethods {

    /**
     * Names the addresses whose mail a method takes. (A member of {@link MailMethods}, since there is a record of the same
     * name: in the bean, {@code Recipient} is the annotation.)
     */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Recipient {

        /**
         * Patterns of addresses, at least one: {@code local-part@domain}, where {@code *} in the local part stands for any
         * characters, and <code>{name}</code> for at least one, which a parameter can take with {@link Param}. Case counts
         * for nothing. An address without either is tried first, then the pattern with more characters of its own, then
         * that with fewer wildcards, then that with more names. No two patterns of a bean may stand at the same place, if
         * both match an address.
         */
        String[] value();
    }
}
