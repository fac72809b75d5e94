package org.letterwing.smtp;

/** ENHANCEDSTATUSCODES (RFC 2034): replies carry a second code. They always do, for no client minds. */
final class EnhancedStatusCodesExtension implements Extension {

    @Override
    public String ehloLine() {
        return "ENHANCEDSTATUSCODES";
    }
}
