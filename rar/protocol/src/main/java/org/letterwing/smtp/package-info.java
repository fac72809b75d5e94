/** The SMTP server engine (RFC 5321): octets in, replies out. It knows no container and has no thread of its own. */
package org.letterwing.smtp;
