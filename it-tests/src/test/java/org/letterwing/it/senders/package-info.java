/** An application that wants to know who sent its mail. */
package org.letterwing.it.senders;
