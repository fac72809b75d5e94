package org.letterwing.directory;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form in which local parts are compared and kept: a dot-string (RFC 5321 4.1.2, RFC 6531 3.3), in lower case and
 * NFC as RFC 8265 3.3 has it for user names. Local parts that need quotes have no such form, and so no account.
 */
final class LocalPart {

    /** The name of a domain's catch-all alias. */
    static final String CATCH_ALL = "*";

    /** What RFC 5321 4.5.1 demands. */
    static final String POSTMASTER = "postmaster";

    // RFC 5321 4.5.3.1.1
    private static final int MAX_OCTETS = 64;

    // RFC 5322 3.2.3; beyond ASCII what can be seen: letters, marks, numbers, punctuation and symbols
    private static final String ATOM = "[\\w!#$%&'*+/=?^`{|}~-[[^\\x00-\\x7F]&&[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]]]+";
    private static final Pattern DOT_STRING = Pattern.compile(ATOM + "(\\." + ATOM + ")*");

    private LocalPart() {}

    /** Returns the form that is compared and kept; empty if there is none. */
    static Optional<String> normalise(String text) {
        if (text.length() > MAX_OCTETS) {
            return Optional.empty();
        }
        String kept = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return DOT_STRING.matcher(kept).matches() && kept.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS
                ? Optional.of(kept)
                : Optional.empty();
    }
}
