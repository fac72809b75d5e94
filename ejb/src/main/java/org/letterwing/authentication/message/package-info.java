/** A message as the checks of it read it: its fields octet for octet, and its body in one pass. */
package org.letterwing.authentication.message;
