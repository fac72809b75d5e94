/** What an application compiles against to receive mail from Letterwing and to send it. */
package org.letterwing.api;
