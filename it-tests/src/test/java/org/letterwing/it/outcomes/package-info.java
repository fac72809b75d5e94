/** An application whose beans do one thing for each row of the outcome table. */
package org.letterwing.it.outcomes;
