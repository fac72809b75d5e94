package org.letterwing.smtp;

/** An extension that promises something for the time after the mail was taken: the mail system has to keep it. */
public enum Promise {
    /** Reports about the delivery (RFC 3461). */
    DSN,
    /** Delivery not before a time (RFC 4865), for users alone. */
    FUTURERELEASE,
    /** Delivery before a time, or a report (RFC 2852). */
    DELIVERBY,
    /** Some mails before others (RFC 6710), for users alone. */
    MT_PRIORITY,
    /** Delivery under verified TLS, or not at all (RFC 8689). */
    REQUIRETLS
}
