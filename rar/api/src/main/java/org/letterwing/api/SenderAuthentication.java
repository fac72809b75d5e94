package org.letterwing.api;

import java.util.List;

/**
 * What was found out of who sent a mail, when it arrived: by SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489) and ARC
 * (RFC 8617). Immutable.
 *
 * <p>Whoever wants to know whether the address in From is genuine asks whether {@link #dmarc()} is {@link Result#PASS}: the
 * other results are about domains that nobody sees. Domains are A-labels in lower case.
 *
 * @param spf whether the domain of the envelope's sender lets the client send its mail
 * @param spfDomain that domain, or the name that the client gave itself if the sender is the null one; {@code ""} if it was
 *     not looked at. What is no domain is as the client said it
 * @param dkimDomains the domains whose signatures are good, each once, the topmost first
 * @param dmarc whether the author's domain stands for the mail
 * @param authorDomain the domain of From; {@code ""} if it was not looked at, or can't be told
 * @param quarantined whether the owner of the author's domain wants the mail to be treated as suspicious; accounts get such a
 *     mail in Junk
 * @param arc whether the hosts that passed the mail on have sealed it well
 */
public record SenderAuthentication(
        Result spf,
        String spfDomain,
        List<String> dkimDomains,
        Result dmarc,
        String authorDomain,
        boolean quarantined,
        Result arc) {

    /**
     * A mail that nobody looked at: its sender has logged in, is an application or the server itself, or the checks are off.
     */
    public static final SenderAuthentication NOT_CHECKED = new SenderAuthentication(
            Result.NOT_CHECKED, "", List.of(), Result.NOT_CHECKED, "", false, Result.NOT_CHECKED);

    /** How a check ended, as RFC 8601 calls it. */
    public enum Result {
        /** It was not made. */
        NOT_CHECKED,
        /** There is nothing to go by: no record, or no seal. */
        NONE,
        /** It is good. */
        PASS,
        /** It is not. */
        FAIL,
        /** SPF: it is probably not. */
        SOFTFAIL,
        /** SPF: the domain says nothing of the client. */
        NEUTRAL,
        /** Nobody could say then: mostly because DNS did not answer. */
        TEMPERROR,
        /** Nobody can ever say: a record, or From, can't be understood. */
        PERMERROR
    }

    /** Copies the list. */
    public SenderAuthentication {
        dkimDomains = List.copyOf(dkimDomains);
    }
}
