package org.letterwing.authentication.dkim;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/** Checks one DKIM-Signature field (RFC 6376 6.1). */
final class DkimCheck {

    private static final int MARK = 8;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final TagList tags;
    private String domain = "";
    private String identity = "";
    private SignatureCheck check;
    private Failure failure;

    /** Begins a check. */
    DkimCheck(HeaderField field, MessageHeader header, KeyLookup keys, BodyHashes bodies, Instant now) {
        tags = TagList.parse(field.body()).orElse(null);
        try {
            check = begin(field, header, keys, bodies, now);
        } catch (Failure e) {
            failure = e;
        }
    }

    private SignatureCheck begin(
            HeaderField field, MessageHeader header, KeyLookup keys, BodyHashes bodies, Instant now) throws Failure {
        if (!header.isWhole()) {
            throw new Failure(Verdict.PERMERROR, "the header is too long");
        }
        if (tags == null) {
            throw new Failure(Verdict.NEUTRAL, "it is malformed");
        }
        domain = name("d");
        identity = tags.compact("i").orElse("@" + domain);
        if (!tags.compact("v").orElseThrow(() -> Seal.missing("v")).equals("1")) {
            throw new Failure(Verdict.PERMERROR, "its version is unknown");
        }
        if (!tags.words("q").orElse(List.of("dns/txt")).contains("dns/txt")) {
            throw new Failure(Verdict.PERMERROR, "its query is unknown");
        }
        MessageSignature signature = MessageSignature.read(field, tags, now);
        if (!DnsName.isWithin(identityDomain(), domain)) {
            throw new Failure(Verdict.PERMERROR, "its identity is not of the domain"); // RFC 6376 6.1.1
        }
        return new SignatureCheck(signature, header, keys, bodies);
    }

    private String identityDomain() throws Failure {
        int at = identity.lastIndexOf('@');
        if (at < 0) {
            throw Seal.malformed("i");
        }
        return DnsName.of(identity.substring(at + 1)).orElseThrow(() -> Seal.malformed("i"));
    }

    /** Waits for the key, and ends the check; to be called after the body. */
    DkimResult result() {
        boolean testing = false;
        boolean partial = false;
        try {
            if (failure != null) {
                throw failure;
            }
            partial = check.isPartial();
            testing = check.isTesting();
            if (check.verify().exact() && !identityDomain().equals(domain)) {
                throw new Failure(Verdict.PERMERROR, "its key is not for domains below"); // RFC 6376 3.6.1
            }
            return result(Verdict.PASS, "", partial, testing);
        } catch (Failure e) {
            return result(e.verdict(), e.getMessage(), partial, testing);
        }
    }

    private DkimResult result(Verdict verdict, String reason, boolean partial, boolean testing) {
        String mark = tag("b", BASE64);
        return new DkimResult(
                verdict,
                domain,
                identity,
                name("s"),
                tag("a", WORD),
                mark.substring(0, Math.min(MARK, mark.length())),
                reason,
                partial,
                testing);
    }

    private String name(String tag) {
        return tags == null ? "" : tags.compact(tag).flatMap(DnsName::of).orElse("");
    }

    private String tag(String name, Pattern form) {
        return tags == null
                ? ""
                : tags.compact(name)
                        .filter(value -> form.matcher(value).matches())
                        .orElse("");
    }
}
