/**
 * The database: which one it is, how to connect to it, its schema's migrations, and that a commit means that the bytes
 * are on the disk.
 */
package org.letterwing.database;
