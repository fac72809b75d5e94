package org.letterwing.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;

/**
 * A mail to send.
 *
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param options the declarations and wishes; {@link MailOptions#declaredSize()} is the content's size, an estimate is
 *     enough, and the time to hold the mail is not passed on
 * @param recipients at least one
 * @param eightBit whether the content has octets beyond ASCII, declared or not
 * @param content opens the content from its start
 */
public record ClientMail(
        String reversePath, MailOptions options, List<Recipient> recipients, boolean eightBit, Content content) {

    /**
     * A recipient.
     *
     * @param address {@code local-part@domain}
     */
    public record Recipient(String address, RecipientOptions options) {}

    /** Opens a content. */
    @FunctionalInterface
    public interface Content {

        /** Opens the content from its start. */
        InputStream open() throws IOException;
    }

    /** Copies the list. */
    public ClientMail {
        recipients = List.copyOf(recipients);
    }

    /** Returns whether the content goes octet for octet (RFC 3030). */
    boolean isBinary() {
        return options.body() == MailOptions.Body.BINARY;
    }

    /** Returns whether an address has characters beyond ASCII, or the mail was declared so (RFC 6531). */
    boolean needsUtf8() {
        return options.smtpUtf8()
                || !isAscii(reversePath)
                || recipients.stream().anyMatch(recipient -> !isAscii(recipient.address()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
