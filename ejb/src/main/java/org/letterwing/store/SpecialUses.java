package org.letterwing.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.letterwing.mailbox.SpecialUse;

/** How the special uses of a mailbox (RFC 6154) are kept in its row. */
final class SpecialUses {

    private SpecialUses() {}

    /** Returns what is kept; null for none. */
    static String text(Set<SpecialUse> uses) {
        return uses.isEmpty() ? null : uses.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    static Set<SpecialUse> of(String text) {
        Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
        if (text != null) {
            Arrays.stream(text.split(" ")).map(SpecialUse::valueOf).forEach(uses::add);
        }
        return uses;
    }

    /** Returns the name of the mailbox that a new account has for a use, such as {@code Sent}. */
    static String usualName(SpecialUse use) {
        return use.name().charAt(0) + use.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
