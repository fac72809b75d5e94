package org.letterwing.directory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.letterwing.spi.ListenerFacts;

/**
 * Who takes the mail for one address.
 *
 * @param kind how they come to it
 * @param listener the listener of an application that takes it, active or not; empty for all kinds but one
 * @param owner the key of the account whose address it is, alone, whether that keeps its mail or sends it on; empty if it is
 *     nobody's or of several
 * @param members the accounts that take it
 * @param elsewhere the addresses on other hosts that take it, and those to which accounts send their mail on
 */
record Recipients(
        Kind kind, Optional<ListenerFacts> listener, OptionalLong owner, List<Member> members, List<String> elsewhere) {

    /** How an address comes to its recipients. */
    enum Kind {
        /** An account or alias has exactly that address, or has it without the subaddress. */
        NAMED,
        /** A listener of an application takes it. */
        LISTENER,
        /** The domain's catch-all takes it, or the administrator as postmaster. */
        CATCH_ALL,
        /** Nobody of a managed domain. */
        NOBODY,
        /** It belongs to a domain that isn't managed here. */
        FOREIGN,
        /** It was the return address of a forwarded mail, for a time that is over. */
        EXPIRED,
        /** It looks like the return address of a forwarded mail, and is none that was made here. */
        FORGED
    }

    /**
     * One account.
     *
     * @param account its key
     * @param quota how much its mailbox may hold, in octets; null for no limit
     */
    record Member(long account, Long quota) {}

    static final Recipients FOREIGN = ofOthers(Kind.FOREIGN, List.of());

    /** Returns recipients that are no accounts. */
    static Recipients ofOthers(Kind kind, List<String> elsewhere) {
        return new Recipients(kind, Optional.empty(), OptionalLong.empty(), List.of(), elsewhere);
    }

    /** Returns the keys of the accounts. */
    Set<Long> accounts() {
        return members.stream().map(Member::account).collect(Collectors.toUnmodifiableSet());
    }
}
