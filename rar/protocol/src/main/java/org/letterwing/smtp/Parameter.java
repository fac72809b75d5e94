package org.letterwing.smtp;

/**
 * A parameter of MAIL or RCPT that an extension defines.
 *
 * @param <T> what it belongs to: the envelope, or one recipient
 */
@FunctionalInterface
interface Parameter<T> {

    /**
     * Takes the value.
     *
     * @param value null if the parameter came without one
     * @return null if it was taken, or the refusal
     */
    Reply take(String value, T into);
}
