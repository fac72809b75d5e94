package org.letterwing.directory;

import java.util.List;

/**
 * To where the mail of an account is sent on.
 *
 * @param addresses on this server or others; none if it is not
 * @param keepsCopy whether the account's own mailbox gets it too
 */
public record Forwarding(List<String> addresses, boolean keepsCopy) {

    /** The most addresses. */
    public static final int MOST = 10;

    /** Copies the list. */
    public Forwarding {
        addresses = List.copyOf(addresses);
    }
}
