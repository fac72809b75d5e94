package org.letterwing.imap;

import org.letterwing.mailbox.MailboxAccess;

/**
 * A mailbox name with wildcards (RFC 9051 6.3.9): {@code *} stands for anything, {@code %} for anything on one level.
 *
 * <p>Its time grows with the product of the two lengths, and no more.
 */
final class ListPattern {

    private final String pattern;

    ListPattern(String pattern) {
        this.pattern = shortest(pattern);
    }

    /** Of wildcards side by side one does all. */
    private static String shortest(String pattern) {
        var shortest = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            int last = shortest.length() - 1;
            char before = last < 0 ? 0 : shortest.charAt(last);
            if (before == '%' && c == '*') {
                shortest.setCharAt(last, '*');
            } else if (!isWildcard(c) || !isWildcard(before)) {
                shortest.append(c);
            }
        }
        return shortest.toString();
    }

    private static boolean isWildcard(char c) {
        return c == '*' || c == '%';
    }

    boolean matches(String name) {
        // RFC 9051 5.1: INBOX has no case, above other mailboxes neither
        boolean inbox = name.equals(Arguments.INBOX) || name.startsWith(Arguments.INBOX + MailboxAccess.SEPARATOR);
        int withoutCase = inbox ? Arguments.INBOX.length() : 0;
        // Whether the pattern so far can stand for so many characters of the name.
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean any = isWildcard(c) ? extend(reached, name, c == '*') : shift(reached, name, c, withoutCase);
            if (!any) {
                return false;
            }
        }
        return reached[name.length()];
    }

    private static boolean extend(boolean[] reached, String name, boolean allLevels) {
        for (int at = 1; at < reached.length; at++) {
            reached[at] |= reached[at - 1] && (allLevels || name.charAt(at - 1) != MailboxAccess.SEPARATOR);
        }
        return true;
    }

    private static boolean shift(boolean[] reached, String name, char c, int withoutCase) {
        boolean any = false;
        for (int at = reached.length - 1; at > 0; at--) {
            char wanted = at <= withoutCase ? Character.toUpperCase(c) : c;
            reached[at] = reached[at - 1] && name.charAt(at - 1) == wanted;
            any |= reached[at];
        }
        reached[0] = false;
        return any;
    }
}
