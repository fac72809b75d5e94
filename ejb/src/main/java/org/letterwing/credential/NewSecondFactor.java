package org.letterwing.credential;

import java.io.Serializable;

/** A key for codes, which holds when its owner has shown that it works. Nobody can see it again then. Immutable. */
public final class NewSecondFactor implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] octets;
    private final String uri;

    NewSecondFactor(TotpKey key, String issuer, String account) {
        octets = key.octets();
        uri = key.uri(issuer, account);
    }

    TotpKey key() {
        return new TotpKey(octets);
    }

    /** Returns the key in groups of letters. */
    public String letters() {
        return key().letters().grouped();
    }

    /** Returns what a QR code tells to the program that makes codes. */
    public String uri() {
        return uri;
    }
}
