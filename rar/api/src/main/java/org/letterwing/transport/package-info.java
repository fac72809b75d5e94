/** Letterwing as a transport of Jakarta Mail, for applications that send through {@code jakarta.mail.Transport}. */
package org.letterwing.transport;
