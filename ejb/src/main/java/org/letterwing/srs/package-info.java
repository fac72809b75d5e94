/** The Sender Rewriting Scheme: return addresses for mail that is forwarded. */
package org.letterwing.srs;
