package org.letterwing.mailbox;

import java.util.List;

/**
 * The fields of a message's header that show in lists (RFC 9051 7.5.2, ENVELOPE); each is null or empty if it isn't
 * there. Unfolded octets, not decoded. The sender and the addresses to reply to are those of the message: that the author
 * stands for them is the reader's business.
 */
public record Envelope(
        String date,
        String subject,
        List<Address> from,
        List<Address> sender,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        String inReplyTo,
        String messageId) {

    /**
     * An address, or the start or end of a group.
     *
     * @param name the display name, without quotes; null if it has none
     * @param localPart the local part, or a group's name; null at the end of a group
     * @param domain null at the start or end of a group
     */
    public record Address(String name, String localPart, String domain) {}
}
