/** An application that sends mail to a next hop, as the queue does. */
package org.letterwing.it.courier;
