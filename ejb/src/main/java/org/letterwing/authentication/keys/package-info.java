/** The keys of the managed domains, and the signatures that outgoing mail gets with them (RFC 6376, RFC 8463). */
package org.letterwing.authentication.keys;
