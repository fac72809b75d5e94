/**
 * The inner contracts between Letterwing's resource adapter and its mail system: what a protocol session asks. They
 * are not for applications, and may change with every release.
 */
package org.letterwing.spi;
