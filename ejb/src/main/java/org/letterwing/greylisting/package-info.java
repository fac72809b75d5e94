/** Greylisting (RFC 6647): who has wanted to send to whom, and came again. */
package org.letterwing.greylisting;
