package org.letterwing.imap;

/** An untagged response (RFC 9051 7) that is written when there is room for it. */
interface Response {

    void write(ResponseWriter out);
}
