/**
 * Store and forward (RFC 5598 4.3): mail for other hosts, from when it was taken until each of its recipients has it or
 * its sender was told.
 *
 * <p>The classes work in the caller's transaction, unless they say otherwise.
 */
package org.letterwing.queue;
