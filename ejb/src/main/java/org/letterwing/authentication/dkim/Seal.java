package org.letterwing.authentication.dkim;

import java.util.Base64;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.message.HeaderField;

/**
 * Who has signed, and the signature proper: the tags {@code a}, {@code b}, {@code d} and {@code s}.
 *
 * @param algorithm how it was signed
 * @param domain that has signed, of A-labels in lower case
 * @param selector of its key, likewise
 * @param signature proper
 * @param unsigned the field before the signature was put into it (RFC 6376 3.7)
 */
public record Seal(Algorithm algorithm, String domain, String selector, byte[] signature, HeaderField unsigned) {

    /**
     * Reads the tags.
     *
     * @throws Failure if they can't be good
     */
    public static Seal read(HeaderField field, TagList tags) throws Failure {
        String algorithm = tags.compact("a").orElseThrow(() -> missing("a"));
        String domain = DnsName.of(tags.compact("d").orElseThrow(() -> missing("d")))
                .filter(name -> name.contains(".")) // RFC 6376 3.5
                .orElseThrow(() -> malformed("d"));
        String selector =
                DnsName.of(tags.compact("s").orElseThrow(() -> missing("s"))).orElseThrow(() -> malformed("s"));
        return new Seal(
                Algorithm.of(algorithm)
                        .orElseThrow(() -> new Failure(Verdict.PERMERROR, "its algorithm is not supported")),
                domain,
                selector,
                base64(tags, "b"),
                field.without(tags.from("b"), tags.to("b")));
    }

    /** Reads the octets of a tag that must be there. */
    static byte[] base64(TagList tags, String tag) throws Failure {
        try {
            return Base64.getDecoder().decode(tags.compact(tag).orElseThrow(() -> missing(tag)));
        } catch (IllegalArgumentException e) {
            throw malformed(tag);
        }
    }

    static Failure missing(String tag) {
        return new Failure(Verdict.PERMERROR, "it has no tag " + tag + "=");
    }

    static Failure malformed(String tag) {
        return new Failure(Verdict.NEUTRAL, "its tag " + tag + "= is malformed");
    }
}
