/** Checks who sent a mail. */
package org.letterwing.authentication;
