/** TLS of the server: certificates, and what an encrypted connection is known to be. */
package org.letterwing.tls;
