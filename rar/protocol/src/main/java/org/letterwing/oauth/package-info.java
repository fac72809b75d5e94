/** Verifies OAuth access tokens, by an issuer's keys or by asking the issuer. */
package org.letterwing.oauth;
