package org.letterwing.directory;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A domain name in the form that names are compared and kept in.
 *
 * <p>Internationalised names follow IDNA2008 with the checks that a lookup asks for (RFC 5891 5.4), as far as the Java
 * platform knows Unicode: labels are put into lower case and NFC, and must hold letters, marks and digits that are
 * stable under that (RFC 5892). A label with joiners (RFC 5892 A.1, A.2) can be given as an A-label only.
 *
 * @param ascii A-labels (RFC 5890 2.3.2.1) in lower case, joined by dots
 */
public record DomainName(String ascii) {

    private static final String ACE_PREFIX = "xn--";
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;
    private static final Pattern LDH_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    // RFC 5892 2.1 and 2.6, without 2.3, 2.4, 2.9 and those that 2.6 disallows
    private static final Pattern U_LABEL = Pattern.compile("[[-\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}"
            + "\\x{B7}\\x{375}\\x{5F3}\\x{5F4}\\x{6FD}\\x{6FE}\\x{F0B}\\x{3007}\\x{30FB}]"
            + "&&[^\\x{34F}\\x{640}\\x{7FA}\\x{1100}-\\x{11FF}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
            + "\\x{20D0}-\\x{20FF}\\x{302E}\\x{302F}\\x{3031}-\\x{3035}\\x{303B}\\x{3164}\\x{A960}-\\x{A97F}"
            + "\\x{D7B0}-\\x{D7FF}\\x{FE00}-\\x{FE0F}\\x{1D100}-\\x{1D24F}\\x{E0100}-\\x{E01EF}]]+");
    private static final Pattern COMBINING_FIRST = Pattern.compile("\\p{M}.*");

    /** Reads a domain name of A-labels, U-labels or both; empty if it is none. */
    public static Optional<DomainName> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] labels = text.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            Optional<String> label = toAscii(labels[i]);
            if (label.isEmpty()) {
                return Optional.empty();
            }
            labels[i] = label.get();
        }
        String ascii = String.join(".", labels);
        return ascii.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new DomainName(ascii));
    }

    /** Reads the domain of an address; empty if it has none, or an address literal. */
    public static Optional<DomainName> ofAddress(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? Optional.empty() : parse(address.substring(at + 1));
    }

    /** Returns the name as people read it: of U-labels, where they stand for the A-labels exactly. */
    public String unicode() {
        return Arrays.stream(ascii.split("\\.")).map(DomainName::toUnicode).collect(Collectors.joining("."));
    }

    /** Returns the name of A-labels. */
    @Override
    public String toString() {
        return ascii;
    }

    private static Optional<String> toAscii(String text) {
        String label = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        String ascii;
        if (label.chars().allMatch(c -> c < 0x80)) {
            ascii = label;
        } else if (isULabel(label)) {
            ascii = ACE_PREFIX + Punycode.encode(label);
        } else {
            return Optional.empty();
        }
        return ascii.length() <= MAX_LABEL && LDH_LABEL.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }

    private static boolean isULabel(String label) {
        return label.length() <= MAX_LABEL
                && U_LABEL.matcher(label).matches()
                && !COMBINING_FIRST.matcher(label).matches()
                && !label.startsWith("-")
                && !label.endsWith("-")
                && !label.startsWith("--", 2) // RFC 5891 4.2.3.1
                && isStable(label);
    }

    // RFC 5892 2.2
    private static boolean isStable(String label) {
        String compatible = Normalizer.normalize(label, Normalizer.Form.NFKC);
        return label.equals(Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC));
    }

    private static String toUnicode(String label) {
        if (!label.startsWith(ACE_PREFIX)) {
            return label;
        }
        return Punycode.decode(label.substring(ACE_PREFIX.length()))
                .filter(decoded -> toAscii(decoded).filter(label::equals).isPresent())
                .orElse(label);
    }
}
