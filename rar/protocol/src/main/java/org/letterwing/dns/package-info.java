/** What mail asks of the Domain Name System. */
package org.letterwing.dns;
