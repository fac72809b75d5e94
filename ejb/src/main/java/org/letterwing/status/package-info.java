/** The state of the whole server: whether it takes mail, and what it says of itself. */
package org.letterwing.status;
