/** Aggregate reports about the mails that claimed to be of a domain (RFC 7489 7.2). */
package org.letterwing.authentication.report;
