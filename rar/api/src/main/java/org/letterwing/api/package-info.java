/** What an application compiles against to receive mail from Letterwing. */
package org.letterwing.api;
