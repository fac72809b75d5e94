/** DMARC: whether a mail's author domain stands for it, and what its owner asks for if not (RFC 7489). */
package org.letterwing.authentication.dmarc;
