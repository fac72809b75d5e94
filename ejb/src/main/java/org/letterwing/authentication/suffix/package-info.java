/** The public suffix list: which part of a domain an organization holds (RFC 7489 3.2). */
package org.letterwing.authentication.suffix;
