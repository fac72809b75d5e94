package org.letterwing.spi;

/**
 * The mail system behind the sockets: the beans that the adapter asks.
 *
 * @param sink takes mails
 * @param policy answers the questions of sessions
 * @param mailboxes reads mailboxes
 * @param senders checks who sent a mail
 */
public record MailSystem(MailSink sink, SessionPolicy policy, MaildropAccess mailboxes, SenderChecks senders) {}
