package org.letterwing.authentication.dkim;

/**
 * What a signature is worth.
 *
 * @param verdict how its check ended
 * @param domain that signed ({@code d=}), of A-labels in lower case; like the next four empty if it can't be told
 * @param identity for whom it signed ({@code i=}), as the signature says it: any text without white space
 * @param selector of its key ({@code s=}), likewise of A-labels
 * @param algorithm how it signed ({@code a=})
 * @param mark the signature's first characters ({@code b=}), which tell it from others (RFC 6008)
 * @param reason why it did not pass, of ASCII without parentheses and quotes; empty if it did
 * @param partial whether only a part of the body is signed ({@code l=}), and anything may follow
 * @param testing whether the domain is only trying DKIM ({@code t=y} of the key)
 */
public record DkimResult(
        Verdict verdict,
        String domain,
        String identity,
        String selector,
        String algorithm,
        String mark,
        String reason,
        boolean partial,
        boolean testing) {}
