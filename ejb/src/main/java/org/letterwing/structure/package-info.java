/** What messages are made of: read from their octets once, and kept beside them. */
package org.letterwing.structure;
