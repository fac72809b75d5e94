package org.letterwing.structure;

import org.letterwing.mailbox.MessageStructure;

/**
 * What is kept of a message beside its octets.
 *
 * @param structure what it is made of
 * @param references its {@code References}, unfolded; null if it has none
 */
public record MessageFacts(MessageStructure structure, String references) {}
