package org.letterwing.trace;

/**
 * How many events of mails there were on this server since its start.
 *
 * @param written those in the database
 * @param dropped those for which there was no room; refusals that were only counted are none of them
 * @param waiting those that are still to be written
 */
public record TraceFigures(long written, long dropped, long waiting) {}
