package org.letterwing.spi;

/**
 * The mail system behind the sockets: the beans that the adapter asks.
 *
 * @param sink takes mails
 * @param policy answers the questions of sessions
 * @param mailboxes reads mailboxes
 */
public record MailSystem(MailSink sink, SessionPolicy policy, MailboxAccess mailboxes) {}
