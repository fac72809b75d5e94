/** Protects logins from guessing, over all protocols: failures are logged and counted, and lead to bans. */
package org.letterwing.guard;
