package org.letterwing.spi;

import java.util.Optional;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Refusal;

/**
 * A mail whose sender was checked.
 *
 * @param mail the mail that is delivered from now on, which says what was found
 * @param refusal why it is not taken; empty if it is
 */
public record CheckedMail(InboundMail mail, Optional<Refusal> refusal) {}
