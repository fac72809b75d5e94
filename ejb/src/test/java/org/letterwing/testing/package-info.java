/** Real databases for tests: a private PostgreSQL server, and the store's schema on PostgreSQL or H2. */
package org.letterwing.testing;
