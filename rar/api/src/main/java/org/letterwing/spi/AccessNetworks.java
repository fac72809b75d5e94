package org.letterwing.spi;

import java.util.List;

/**
 * Networks that administrators have added to those of the settings, in CIDR each.
 *
 * @param refused which are turned away
 * @param letIn which are let in although they lie in one that is turned away
 */
public record AccessNetworks(List<String> refused, List<String> letIn) {

    /** Copies the lists. */
    public AccessNetworks {
        refused = List.copyOf(refused);
        letIn = List.copyOf(letIn);
    }
}
