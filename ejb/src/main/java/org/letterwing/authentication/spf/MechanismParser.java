package org.letterwing.authentication.spf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a mechanism of a record (RFC 7208 5). */
final class MechanismParser {

    private static final String LENGTH4 = "/(0|[1-9][0-9]?)";
    private static final String LENGTH6 = "/(0|[1-9][0-9]{0,2})";
    private static final Pattern DUAL = Pattern.compile("(.*?)(?:" + LENGTH4 + ")?(?:/" + LENGTH6 + ")?");

    private static final String NUMBER = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String ADDRESS4 = NUMBER + "(?:\\." + NUMBER + "){3}";
    private static final String ADDRESS6 = "(?:[0-9A-Fa-f]{0,4}:){2,8}(?:[0-9A-Fa-f]{0,4}|" + ADDRESS4 + ")";
    private static final Pattern IP4 = Pattern.compile(":(" + ADDRESS4 + ")(?:" + LENGTH4 + ")?");
    private static final Pattern IP6 = Pattern.compile(":(" + ADDRESS6 + ")(?:" + LENGTH6 + ")?");

    private static final int BITS4 = 32;
    private static final int BITS6 = 128;

    private final String term;
    private final String arguments;

    /**
     * Reads a term.
     *
     * @param term all of it, for messages
     * @param arguments what stands behind the name, from its colon or slash on
     */
    MechanismParser(String term, String arguments) {
        this.term = term;
        this.arguments = arguments;
    }

    /**
     * Returns the mechanism.
     *
     * @param name in lower case
     */
    Mechanism parse(String name) throws MalformedException {
        return switch (name) {
            case "all" -> all();
            case "include" -> new Mechanism.Include(Optional.of(domain(arguments)));
            case "a" -> {
                Matcher parts = dual();
                yield new Mechanism.A(optionalDomain(parts.group(1)), lengths(parts));
            }
            case "mx" -> {
                Matcher parts = dual();
                yield new Mechanism.Mx(optionalDomain(parts.group(1)), lengths(parts));
            }
            case "ptr" -> new Mechanism.Ptr(optionalDomain(arguments));
            case "ip4" -> ip(IP4, BITS4);
            case "ip6" -> ip(IP6, BITS6);
            case "exists" -> new Mechanism.Exists(Optional.of(domain(arguments)));
            default -> throw malformed("is no mechanism");
        };
    }

    private Mechanism all() throws MalformedException {
        if (!arguments.isEmpty()) {
            throw malformed("has more than its name");
        }
        return new Mechanism.All();
    }

    private Optional<MacroString> optionalDomain(String text) throws MalformedException {
        return text.isEmpty() ? Optional.empty() : Optional.of(domain(text));
    }

    private MacroString domain(String text) throws MalformedException {
        if (!text.startsWith(":")) {
            throw malformed("needs a colon and a domain behind its name");
        }
        return MacroParser.domainSpec(text.substring(1));
    }

    /** Splits a domain from prefix lengths. A slash can be in both. */
    private Matcher dual() {
        Matcher parts = DUAL.matcher(arguments);
        parts.matches(); // always: all of it may be a domain
        return parts;
    }

    private PrefixLengths lengths(Matcher parts) throws MalformedException {
        return new PrefixLengths(length(parts.group(2), BITS4), length(parts.group(3), BITS6));
    }

    private int length(String digits, int most) throws MalformedException {
        int length = digits == null ? most : Integer.parseInt(digits);
        if (length > most) {
            throw malformed("has a prefix longer than " + most + " bits");
        }
        return length;
    }

    private Mechanism ip(Pattern pattern, int bits) throws MalformedException {
        Matcher parts = pattern.matcher(arguments);
        if (!parts.matches()) {
            throw malformed("has no address, or one that is malformed");
        }
        return new Mechanism.Ip(octets(parts.group(1), bits / 8), length(parts.group(2), bits));
    }

    private byte[] octets(String address, int count) throws MalformedException {
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            if (octets.length == count) {
                return octets;
            }
            // The platform takes an IPv4-mapped address for one of IPv4 (RFC 4291 2.5.5.2).
            byte[] mapped = new byte[count];
            Arrays.fill(mapped, 10, 12, (byte) 0xFF);
            System.arraycopy(octets, 0, mapped, 12, octets.length);
            return mapped;
        } catch (UnknownHostException e) {
            throw malformed("has an address that is malformed");
        }
    }

    private MalformedException malformed(String problem) {
        return new MalformedException(term, problem);
    }
}
