package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the author domains of a mail: those of the addresses in From (RFC 7489 3.1).
 *
 * <p>Programs that show the mail must see the same ones. A header that they may read in different ways, for it has stray
 * characters that end a line or a text for some of them, has no author domain.
 */
public final class FromDomains {

    /** Octets. */
    private static final int MAX_FIELD = 16 * 1024;

    private static final int MAX_DOMAINS = 16;
    private static final String NAME = "From";

    private final byte[] mail;
    private final Set<String> domains = new LinkedHashSet<>();

    private FromDomains(byte[] mail) {
        this.mail = mail;
    }

    /**
     * Reads the domains of all From fields, of A-labels, each once.
     *
     * @param mail the octets of a mail, its header at least
     * @return none if there is no From, or if it can't be told for certain what it means
     */
    public static List<String> of(byte[] mail) {
        var found = new FromDomains(mail);
        return found.read() ? List.copyOf(found.domains) : List.of();
    }

    private boolean read() {
        if (mail.length > 0 && isSpace(mail[0])) {
            return false; // a field without a beginning
        }
        for (int from = 0; from < mail.length && !isEmptyLine(from); ) {
            int end = endOfField(from);
            if (end < 0 || !readField(from, end)) {
                return false;
            }
            from = end;
        }
        return domains.size() <= MAX_DOMAINS;
    }

    /** Adds the domains, if it is a field of authors. */
    private boolean readField(int from, int end) {
        int colon = from;
        while (colon < end && mail[colon] != ':') {
            colon++;
        }
        if (colon == end || !isFrom(from, colon)) {
            return true;
        }
        if (end - from > MAX_FIELD) {
            return false;
        }
        List<String> found = AuthorField.domains(new String(mail, colon + 1, end - colon - 1, StandardCharsets.UTF_8));
        domains.addAll(found);
        return !found.isEmpty();
    }

    /** White space before the colon is obsolete, and seen in what wants to deceive (RFC 5322 4.5.2). */
    private boolean isFrom(int from, int colon) {
        int end = colon;
        while (end > from && isSpace(mail[end - 1])) {
            end--;
        }
        return end - from == NAME.length()
                && new String(mail, from, end - from, StandardCharsets.ISO_8859_1).equalsIgnoreCase(NAME);
    }

    private boolean isEmptyLine(int at) {
        return mail[at] == '\n' || mail[at] == '\r' && at + 1 < mail.length && mail[at + 1] == '\n';
    }

    /** Finds where the next field begins; negative if there is a CR alone or a NUL before. */
    private int endOfField(int from) {
        for (int at = from; at < mail.length; at++) {
            boolean last = at + 1 == mail.length;
            if (mail[at] == 0 || mail[at] == '\r' && (last || mail[at + 1] != '\n')) {
                return -1;
            }
            if (mail[at] == '\n' && (last || !isSpace(mail[at + 1]))) {
                return at + 1;
            }
        }
        return mail.length;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
