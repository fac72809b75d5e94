/** An application of somebody else's with an XA data source on PostgreSQL, which can make the server die in a commit. */
package org.letterwing.it.bank;
