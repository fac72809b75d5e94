package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the author domains of a mail: those of the addresses in From (RFC 7489 3.1).
 *
 * <p>Programs that show the mail must see the same ones. A header that they may read in different ways, for it has
 * characters that end a line or a text for some of them, has no author domain.
 */
public final class FromDomains {

    private static final int MAX_FIELD = 16 * 1024;
    private static final int MAX_DOMAINS = 16;

    // RFC 5322 4.5.2: there may be white space before the colon
    private static final Pattern FROM = Pattern.compile("(?is)From[ \t]*:(.*)");
    private static final String FIELD_FOLLOWS = "(?![ \t])";

    private FromDomains() {}

    /**
     * Reads the domains of all From fields, of A-labels, each once.
     *
     * @param octets the header of a mail; what follows its first empty line doesn't matter
     * @return none if there is no From, or if it can't be told for certain what it means
     */
    public static List<String> of(byte[] octets) {
        String mail = new String(octets, StandardCharsets.ISO_8859_1);
        String lineEnd = mail.indexOf('\n') > 0 && mail.charAt(mail.indexOf('\n') - 1) == '\r' ? "\r\n" : "\n";
        String header = (lineEnd + mail).split(lineEnd + lineEnd, 2)[0];
        if (isDoubtful(header, lineEnd)) {
            return List.of();
        }
        Set<String> domains = new LinkedHashSet<>();
        for (String field : header.split(lineEnd + FIELD_FOLLOWS)) {
            Matcher from = FROM.matcher(field);
            if (from.matches()) {
                List<String> found = domains(from.group(1));
                if (found.isEmpty()) {
                    return List.of();
                }
                domains.addAll(found);
            }
        }
        return domains.size() > MAX_DOMAINS ? List.of() : List.copyOf(domains);
    }

    /** A first line with white space before is a field for some, and lines may end in one way only. */
    private static boolean isDoubtful(String header, String lineEnd) {
        return header.startsWith(lineEnd + " ")
                || header.startsWith(lineEnd + "\t")
                || header.replace(lineEnd, "").chars().anyMatch(c -> c == '\r' || c == '\n' || c == '\0');
    }

    private static List<String> domains(String body) {
        return body.length() > MAX_FIELD
                ? List.of()
                : AuthorField.domains(new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
