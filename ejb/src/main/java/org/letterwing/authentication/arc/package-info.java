/** The Authenticated Received Chain (RFC 8617): what those who handled a message before have found, sealed by each. */
package org.letterwing.authentication.arc;
