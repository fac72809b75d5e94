/** Secrets of the server that lie in files. */
package org.letterwing.secret;
