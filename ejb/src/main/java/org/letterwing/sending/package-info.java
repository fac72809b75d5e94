/** Submission (RFC 5598 2.2.3) by applications on this server, without SMTP: in their transactions. */
package org.letterwing.sending;
