/** An enterprise application of a user, built apart: its bean takes mail out of the queue. */
package org.letterwing.it.archive;
