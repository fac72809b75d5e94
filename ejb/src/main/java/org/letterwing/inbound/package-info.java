/** Where the adapter meets the mail system: thin message-driven beans that ask the directory and call the store. */
package org.letterwing.inbound;
