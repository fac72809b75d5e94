/**
 * The message store (RFC 5598 4.2.4): mailboxes, the messages in them, and their content. Deliveries only insert;
 * numbers are given when a mailbox is looked at; what no mailbox holds any more is swept.
 *
 * <p>The classes work in the caller's transaction, unless they say otherwise.
 */
package org.letterwing.store;
