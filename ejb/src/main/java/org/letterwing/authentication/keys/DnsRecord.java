package org.letterwing.authentication.keys;

/**
 * A record that a domain should have in DNS.
 *
 * @param purpose what it is for
 * @param name its owner, of A-labels without a dot at the end
 * @param type MX, TXT, SRV or CNAME
 * @param value as zone files have it without quotes, and names without a dot at the end; a text may have to be divided into
 *     strings of 255 octets
 */
public record DnsRecord(Purpose purpose, String name, String type, String value) {

    /** The type of a record that names a host which takes mail. */
    static final String MX = "MX";

    /** The type of a record of text. */
    static final String TXT = "TXT";

    /** The type of a record that names a host with a service (RFC 2782). */
    static final String SRV = "SRV";

    /** The type of a record that gives a host another name. */
    static final String CNAME = "CNAME";

    /** What a record is for. */
    public enum Purpose {
        /** It says where the domain's mail goes. */
        DELIVERY(true),
        /** It says which hosts send the domain's mail (SPF). */
        SENDERS(true),
        /** It has a key that the domain's mail is signed with (DKIM). */
        SIGNATURES(true),
        /** It says what to do with mail that only claims to come from the domain (DMARC). */
        AUTHORS(true),
        /** It says that there is a policy for the TLS of mail to the domain (MTA-STS). */
        TRANSPORT(false),
        /** It names the host that has this policy. */
        TRANSPORT_POLICY(false),
        /** It says who is told of failures of TLS (TLS-RPT). */
        TRANSPORT_REPORTS(false),
        /** It leads mail programs to the server. */
        CLIENTS(false);

        private final boolean needed;

        Purpose(boolean needed) {
            this.needed = needed;
        }

        /** Returns whether mail may be lost or refused without it. */
        public boolean isNeeded() {
            return needed;
        }
    }

    /** Returns its last word: the host of a record that names one. */
    String host() {
        return value.substring(value.lastIndexOf(' ') + 1);
    }
}
