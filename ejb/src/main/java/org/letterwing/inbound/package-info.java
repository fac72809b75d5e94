/** Where the adapter meets the mail system: thin session beans that ask the directory and call the store. */
package org.letterwing.inbound;
