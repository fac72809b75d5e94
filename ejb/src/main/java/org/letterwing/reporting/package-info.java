/** Tells the owners of domains what DMARC said of the mails that claimed to be theirs (RFC 7489 7.2), day by day. */
package org.letterwing.reporting;
