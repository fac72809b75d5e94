package org.letterwing.spi;

import org.letterwing.mailbox.MailboxAccess;

/**
 * The mail system behind the sockets: the beans that the adapter asks.
 *
 * @param sink takes mails
 * @param policy answers the questions of sessions
 * @param maildrops gives POP3 its maildrops
 * @param mailboxes gives IMAP its mailboxes
 * @param senders checks who sent a mail
 * @param trace is told what happens to mails
 */
public record MailSystem(
        MailSink sink,
        SessionPolicy policy,
        MaildropAccess maildrops,
        MailboxAccess mailboxes,
        SenderChecks senders,
        TraceSink trace) {}
