package org.letterwing.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** To where accounts let their mail be sent on, as their owners and administrators see and change it. */
final class Forwardings {

    private Forwardings() {}

    static Forwarding of(Account account) {
        return new Forwarding(
                account.forwards().stream().map(Alias::shown).sorted().toList(), account.keepsCopy());
    }

    /** Changes what is not null. MALFORMED if an address is none, UNPROCESSABLE if it is the account's own, or if there are too many. */
    static Forwarding change(Account account, List<String> wanted, Boolean keepsCopy) throws DirectoryException {
        Set<String> addresses = new LinkedHashSet<>();
        for (String text : wanted == null ? account.forwards() : wanted) {
            addresses.add(address(account, text.strip()));
        }
        if (addresses.size() > Forwarding.MOST) {
            throw new DirectoryException(Reason.TOO_MANY_FORWARDS, Forwarding.MOST);
        }
        account.forward(addresses, keepsCopy == null ? account.keepsCopy() : keepsCopy);
        return of(account);
    }

    private static String address(Account account, String text) throws DirectoryException {
        MailAddress address = MailAddress.parse(text)
                .filter(parsed -> parsed.localPart().isPresent())
                .filter(parsed -> Destination.of(text).isPresent())
                .orElseThrow(() -> new DirectoryException(Reason.NO_ADDRESS, text));
        if (address.names().contains(account.localPart())
                && address.domain().ascii().equals(account.domainName().ascii())) {
            throw new DirectoryException(Reason.FORWARD_TO_ITSELF);
        }
        return text.substring(0, text.lastIndexOf('@') + 1) + address.domain();
    }

    /** Returns what the log of changes has of it. */
    static Change change(String account, Forwarding before, Forwarding after) {
        return Change.of("forwarding changed", account).with("forwarding", text(before), text(after));
    }

    private static String text(Forwarding forwarding) {
        List<String> addresses = forwarding.addresses();
        return addresses.isEmpty()
                ? null
                : String.join(", ", addresses) + (forwarding.keepsCopy() ? " and the mailbox" : "");
    }
}
