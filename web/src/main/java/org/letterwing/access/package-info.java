/** Who may use the console and the administration API: Jakarta Security over the directory's logins. */
package org.letterwing.access;
