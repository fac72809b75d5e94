/** The POP3 server engine (RFC 1939, RFC 2449): octets in, replies out. */
package org.letterwing.pop3;
