/**
 * Where mails are and have been: what sessions, mailboxes, queue and applications tell of them is kept for some days, apart from
 * the transactions that bring the mails.
 */
package org.letterwing.trace;
