package org.letterwing.authentication.dkim;

import java.time.Instant;
import java.util.List;

import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/** Checks one DKIM-Signature field (RFC 6376 6.1). */
final class DkimCheck {

    private static final int MARK = 8;

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
        domain = tags.compact("d").flatMap(DnsName::of).orElse("");
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
        String mark = tag("b");
        return new DkimResult(
                verdict,
                domain,
                identity,
                tag("s"),
                tag("a"),
                mark.substring(0, Math.min(MARK, mark.length())),
                reason,
                partial,
                testing);
    }

    private String tag(String name) {
        return tags == null ? "" : tags.compact(name).orElse("");
    }
}
