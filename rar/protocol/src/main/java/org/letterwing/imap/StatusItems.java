package org.letterwing.imap;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.letterwing.mailbox.MailboxStatus;

/** The figures that a client wants to know of a mailbox (RFC 9051 6.3.11). */
final class StatusItems {

    private enum Item {
        MESSAGES,
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN,
        DELETED,
        DELETED_STORAGE,
        SIZE,
        HIGHESTMODSEQ,
        MAILBOXID,
        APPENDLIMIT;

        private String imapName() {
            return name().replace('_', '-');
        }
    }

    private final Set<Item> items = EnumSet.noneOf(Item.class);
    private final long appendLimit;

    /** Reads them from a list. */
    StatusItems(Arguments arguments, long appendLimit) throws SyntaxException {
        this.appendLimit = appendLimit;
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            String name = arguments.keyword();
            items.add(Arrays.stream(Item.values())
                    .filter(item -> item.imapName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SyntaxException("Unknown item of STATUS")));
        }
        if (items.isEmpty()) {
            throw new SyntaxException("Expected an item of STATUS");
        }
    }

    /** Returns whether the client shows that it knows modification sequences (RFC 7162 3.1). */
    boolean wantModseq() {
        return items.contains(Item.HIGHESTMODSEQ);
    }

    /** Returns the response for a mailbox. */
    Response of(String name, MailboxStatus status) {
        return out -> {
            out.text("* STATUS ").mailbox(name).text(" (");
            String separator = "";
            for (Item item : items) {
                out.text(separator).text(item.imapName()).text(" ").text(value(item, status));
                separator = " ";
            }
            out.text(")").end();
        };
    }

    private String value(Item item, MailboxStatus status) {
        return switch (item) {
            case MESSAGES -> "" + status.messages();
            case RECENT -> "" + status.recent();
            case UIDNEXT -> "" + status.uidNext();
            case UIDVALIDITY -> "" + status.uidValidity();
            case UNSEEN -> "" + status.unseen();
            case DELETED -> "" + status.deleted();
            case DELETED_STORAGE -> "" + status.deletedSize(); // RFC 9208
            case SIZE -> "" + status.size();
            case HIGHESTMODSEQ -> "" + status.highestModseq();
            case MAILBOXID -> "(" + status.id() + ")"; // RFC 8474 4.3
            case APPENDLIMIT -> "" + appendLimit; // RFC 7889 2.2
        };
    }
}
