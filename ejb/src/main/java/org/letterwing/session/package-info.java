/** The mail sessions that are open, as administrators see and end them. */
package org.letterwing.session;
