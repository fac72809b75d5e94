package org.letterwing.sasl;

/** The server's side of a mechanism in one exchange. Never blocks; used by one thread at a time. */
interface Mechanism {

    /**
     * Takes a response.
     *
     * @param response null at the start of an exchange in which the client gave no initial response
     */
    Step next(byte[] response);
}
