/** The SMTP client (RFC 5321) on Netty: sessions with next hops, used by blocking calls on the caller's thread. */
package org.letterwing.smtp.client;
