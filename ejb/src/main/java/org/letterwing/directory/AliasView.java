package org.letterwing.directory;

import java.util.List;

/**
 * An alias (RFC 5321 3.9.1) as the administrator sees it.
 *
 * @param localPart the name before the {@code @}, in lower case; {@code *} for the domain's catch-all
 * @param address the alias's address, its domain of U-labels
 * @param targets the addresses that its mail goes to, at least one
 */
public record AliasView(String localPart, String address, List<String> targets) {

    /** Copies the list. */
    public AliasView {
        targets = List.copyOf(targets);
    }
}
