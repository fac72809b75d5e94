/** The Authentication-Results header field (RFC 8601). */
package org.letterwing.authentication.results;
