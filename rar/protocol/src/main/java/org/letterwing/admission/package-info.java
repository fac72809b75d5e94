/** Checks of SMTP clients before their mail is taken: block lists, names in DNS, greylisting. */
package org.letterwing.admission;
