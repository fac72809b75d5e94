/** Mails of many kinds, to be sent and to be got back octet for octet. */
package org.letterwing.it.mails;
