/** DomainKeys Identified Mail (RFC 6376, 8301, 8463, 8616): signatures of domains on messages. */
package org.letterwing.authentication.dkim;
