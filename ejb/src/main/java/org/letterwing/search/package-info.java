/** Finds messages in mailboxes, and puts them into orders and threads. */
package org.letterwing.search;
