package org.letterwing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;

/** Names of mailboxes (RFC 9051 5.1): what may be one, and what is above it. */
final class MailboxName {

    private static final int MAX_DEPTH = 20;
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cn}*%]");
    private static final String SEPARATOR = String.valueOf(MailboxAccess.SEPARATOR);

    private MailboxName() {}

    /** Returns a name as it is kept: INBOX is the same in any case (RFC 9051 5.1), also above others. */
    static String canonical(String name) {
        String inbox = Mailbox.INBOX;
        boolean isInbox = name.toUpperCase(Locale.ROOT).startsWith(inbox)
                && (name.length() == inbox.length() || name.charAt(inbox.length()) == MailboxAccess.SEPARATOR);
        return isInbox ? inbox + name.substring(inbox.length()) : name;
    }

    /** Returns the name of a new mailbox as it is kept. */
    static String checked(String name) throws MailboxException {
        if (name.length() > MailboxAccess.MAX_NAME) {
            throw new MailboxException(
                    Reason.LIMIT, "A mailbox name has at most " + MailboxAccess.MAX_NAME + " characters");
        }
        String[] levels = name.split(SEPARATOR, -1);
        for (String level : levels) {
            if (level.isBlank() || UNFIT.matcher(level).find()) {
                throw new MailboxException(
                        Reason.CANNOT, "A level of a mailbox name is not empty, and has no controls, no * and no %");
            }
        }
        if (levels.length > MAX_DEPTH) {
            throw new MailboxException(Reason.LIMIT, "A mailbox name has at most " + MAX_DEPTH + " levels");
        }
        return canonical(name);
    }

    /** Returns the names above one, the highest first. */
    static List<String> above(String name) {
        List<String> above = new ArrayList<>();
        int end = name.indexOf(MailboxAccess.SEPARATOR);
        while (end >= 0) {
            above.add(name.substring(0, end));
            end = name.indexOf(MailboxAccess.SEPARATOR, end + 1);
        }
        return above;
    }

    /** Returns what names below one begin with. */
    static String below(String name) {
        return name + MailboxAccess.SEPARATOR;
    }
}
