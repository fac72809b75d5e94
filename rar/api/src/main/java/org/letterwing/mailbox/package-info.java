/**
 * Mailboxes as IMAP sees them (RFC 9051, RFC 3501): what a protocol engine asks of the store, and the facts that go to and
 * fro. Plain Java: engines and mail system both know it, and it knows neither.
 */
package org.letterwing.mailbox;
