/** The check of a mail when it arrives: who sent it, what is done about that, and how the mail says so from then on. */
package org.letterwing.authentication.arrival;
