/** The IMAP server engine (RFC 9051, RFC 3501): octets in, responses out. */
package org.letterwing.imap;
