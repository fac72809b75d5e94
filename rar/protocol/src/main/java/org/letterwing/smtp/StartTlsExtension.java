package org.letterwing.smtp;

/** STARTTLS (RFC 3207): the client may go over to TLS. Not announced under TLS (4.2). */
final class StartTlsExtension implements Extension {

    @Override
    public String ehloLine() {
        return "STARTTLS";
    }
}
