package org.letterwing.smtp;

/**
 * A reverse-path or forward-path (RFC 5321 4.1.2), its source route dropped.
 *
 * @param address {@code local-part@domain}, the local part quoted only where it must be; {@code postmaster};
 *     {@code ""} for the null reverse-path
 * @param isInternational whether it has characters beyond ASCII (RFC 6531)
 */
record Path(String address, boolean isInternational) {

    boolean isNull() {
        return address.isEmpty();
    }
}
