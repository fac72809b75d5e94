/** Sender Policy Framework (RFC 7208): whether a domain lets a client send mail in its name. */
package org.letterwing.authentication.spf;
