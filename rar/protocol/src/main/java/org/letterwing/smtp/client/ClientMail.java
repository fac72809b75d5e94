package org.letterwing.smtp.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.client.ContentPieces.Form;

/**
 * A mail to send.
 *
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param options the declarations and wishes; {@link MailOptions#declaredSize()} is the content's size, an estimate is
 *     enough, and the time to hold the mail is not passed on
 * @param recipients at least one
 * @param eightBit whether the content has octets beyond ASCII, declared or not
 * @param content opens the content from its start
 * @param signer signs the content as it goes out; empty if nobody does
 */
public record ClientMail(
        String reversePath,
        MailOptions options,
        List<Recipient> recipients,
        boolean eightBit,
        Content content,
        Optional<Signer> signer) {

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

    /** Signs a content. */
    @FunctionalInterface
    public interface Signer {

        /**
         * Returns whole header fields to put before a content.
         *
         * @param content as it goes out, without doubled dots; the caller closes it
         */
        byte[] sign(InputStream content) throws IOException;
    }

    /** Makes a mail that nobody signs. */
    public ClientMail(
            String reversePath, MailOptions options, List<Recipient> recipients, boolean eightBit, Content content) {
        this(reversePath, options, recipients, eightBit, content, Optional.empty());
    }

    /** Copies the list. */
    public ClientMail {
        recipients = List.copyOf(recipients);
    }

    /** Returns whether the content goes octet for octet (RFC 3030). */
    boolean isBinary() {
        return options.body() == MailOptions.Body.BINARY;
    }

    /** Opens the content as it goes out, without doubled dots. */
    InputStream openLines() throws IOException {
        return new PieceStream(new ContentPieces(content.open(), isBinary() ? Form.BINARY : Form.LINES));
    }

    /** Returns the mail with the fields of its signer, which reads the content once. */
    ClientMail signed() throws IOException {
        if (signer.isEmpty()) {
            return this;
        }
        byte[] fields;
        try (InputStream lines = openLines()) {
            fields = signer.get().sign(lines);
        }
        return new ClientMail(
                reversePath,
                options.with(options.declaredSize() + fields.length, options.body()),
                recipients,
                eightBit,
                () -> new SequenceInputStream(new ByteArrayInputStream(fields), content.open()));
    }

    /**
     * Returns whether only a peer with SMTPUTF8 may get it (RFC 6531 3.2): an address has characters beyond ASCII, or the
     * content was declared so and may have some in its header. Some declare all their mails so.
     */
    boolean needsUtf8() {
        return options.smtpUtf8() && eightBit
                || !isAscii(reversePath)
                || recipients.stream().anyMatch(recipient -> !isAscii(recipient.address()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
