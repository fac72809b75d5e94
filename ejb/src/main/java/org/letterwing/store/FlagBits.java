package org.letterwing.store;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;

/** How flags are kept in a row: system flags as bits, keywords as a text. */
final class FlagBits {

    private static final String BETWEEN = " ";

    private FlagBits() {}

    static int bits(Collection<SystemFlag> flags) {
        return flags.stream().mapToInt(FlagBits::bit).sum();
    }

    static int bit(SystemFlag flag) {
        return 1 << flag.ordinal();
    }

    /** Returns keywords as they are kept; null for none. */
    static String text(Set<String> keywords) {
        return keywords.isEmpty() ? null : String.join(BETWEEN, keywords);
    }

    static Set<String> keywords(String text) {
        return text == null ? Set.of() : Set.copyOf(List.of(text.split(BETWEEN)));
    }

    /** Returns the flags of a row. */
    static Flags flags(int bits, String keywords) {
        if (bits == 0 && keywords == null) {
            return Flags.NONE;
        }
        Set<SystemFlag> system = EnumSet.noneOf(SystemFlag.class);
        for (SystemFlag flag : SystemFlag.values()) {
            if ((bits & bit(flag)) != 0) {
                system.add(flag);
            }
        }
        return new Flags(system, keywords(keywords));
    }
}
