/** What all protocol engines share of Netty: listeners, event loops, and sessions of lines and octets. */
package org.letterwing.net;
