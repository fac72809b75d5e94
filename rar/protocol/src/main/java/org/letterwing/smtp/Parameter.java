package org.letterwing.smtp;

/** A parameter of MAIL or RCPT that an extension defines. */
@FunctionalInterface
interface Parameter {

    /**
     * Takes the value into the envelope.
     *
     * @param value null if the parameter came without one
     * @return null if it was taken, or the refusal
     */
    Reply take(String value, Envelope envelope);
}
