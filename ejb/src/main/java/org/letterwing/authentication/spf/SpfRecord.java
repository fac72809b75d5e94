package org.letterwing.authentication.spf;

import java.util.List;
import java.util.Optional;

/**
 * A record, well-formed (RFC 7208 4.6.1).
 *
 * @param directives in their order
 * @param redirect whose record is asked if no directive matches (RFC 7208 6.1)
 * @param explanation where it is said why mail fails (RFC 7208 6.2)
 */
record SpfRecord(List<Directive> directives, Optional<MacroString> redirect, Optional<MacroString> explanation) {

    /**
     * A mechanism and what it comes to.
     *
     * @param result what the check comes to if it matches
     */
    record Directive(SpfResult result, Mechanism mechanism) {}
}
