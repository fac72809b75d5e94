package org.letterwing.smtp;

/** PIPELINING (RFC 2920): clients may send commands without waiting. The frame of sessions does it. */
final class PipeliningExtension implements Extension {

    @Override
    public String ehloLine() {
        return "PIPELINING";
    }
}
