/**
 * The inner contract of outbound mail: how the queue's worker sends mails to the next hops over the resource adapter's
 * connection factory. Routing, DNS, retries and bounces are the queue's matter.
 */
package org.letterwing.spi.outbound;
