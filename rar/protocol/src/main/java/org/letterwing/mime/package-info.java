/** The Multipurpose Internet Mail Extensions (RFC 2045, RFC 2046) as far as they concern a mail on its way. */
package org.letterwing.mime;
